@NullMarked
package io.github.cognitodr.userpool;

import org.jspecify.annotations.NullMarked;
