@NullMarked
package io.github.cognitodr.backup;

import org.jspecify.annotations.NullMarked;
