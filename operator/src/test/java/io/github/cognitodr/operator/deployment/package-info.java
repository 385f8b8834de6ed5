@NullMarked
package io.github.cognitodr.operator.deployment;

import org.jspecify.annotations.NullMarked;
