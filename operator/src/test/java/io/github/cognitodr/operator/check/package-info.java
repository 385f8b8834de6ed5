@NullMarked
package io.github.cognitodr.operator.check;

import org.jspecify.annotations.NullMarked;
