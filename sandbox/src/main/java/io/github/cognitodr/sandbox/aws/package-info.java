/** The other services that the functions talk to, on the loopback interface: SQS, S3, and one door to every Cognito. */
@NullMarked
package io.github.cognitodr.sandbox.aws;

import org.jspecify.annotations.NullMarked;
