@NullMarked
package io.github.cognitodr.operator.redrive;

import org.jspecify.annotations.NullMarked;
