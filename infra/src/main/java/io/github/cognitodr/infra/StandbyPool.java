package io.github.cognitodr.infra;

/**
 * What the primary has to know of the standby pool.
 *
 * @param id its id, whose prefix is its Region
 * @param arn its ARN, for policies
 */
record StandbyPool(String id, String arn) {}
