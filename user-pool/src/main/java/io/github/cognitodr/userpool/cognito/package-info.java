/** The ports of the parent package on the AWS SDK's Cognito client. */
@NullMarked
package io.github.cognitodr.userpool.cognito;

import org.jspecify.annotations.NullMarked;
