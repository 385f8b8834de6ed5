@NullMarked
package io.github.cognitodr.operator.aws;

import org.jspecify.annotations.NullMarked;
