/** Lambda: the deployable jars in child JVMs, under AWS's own runtime client, and the SQS event source before them. */
@NullMarked
package io.github.cognitodr.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
