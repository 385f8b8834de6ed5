/**
 * The CDK app: the primary pool, the standby pool, and what keeps them in step.
 *
 * <p>{@link io.github.cognitodr.infra.CognitoDrApp} starts it. Two stacks, one construct a file; everything an operator
 * may choose is a {@link io.github.cognitodr.infra.Settings setting} in {@code cdk.json}.
 */
@NullMarked
package io.github.cognitodr.infra;

import org.jspecify.annotations.NullMarked;
