@NullMarked
package io.github.cognitodr.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
