@NullMarked
package io.github.cognitodr.operator.restore;

import org.jspecify.annotations.NullMarked;
