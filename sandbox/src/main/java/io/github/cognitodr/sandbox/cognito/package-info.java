/**
 * Amazon Cognito user pools in one process, over Cognito's own wire protocol.
 *
 * <p>Start at {@link io.github.cognitodr.sandbox.cognito.CognitoRegion}. Sources named in comments: "Guide" is the
 * Amazon Cognito developer guide, "API" the user pools API reference, "facts" the project's list of Cognito facts.
 */
@NullMarked
package io.github.cognitodr.sandbox.cognito;

import org.jspecify.annotations.NullMarked;
