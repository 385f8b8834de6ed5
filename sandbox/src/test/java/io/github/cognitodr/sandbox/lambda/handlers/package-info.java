/** Functions for the tests of the Lambda host; they run in the child JVM. */
@NullMarked
package io.github.cognitodr.sandbox.lambda.handlers;

import org.jspecify.annotations.NullMarked;
