/** CloudFormation, as far as those need it who look up what a deployment has made. */
@NullMarked
package io.github.cognitodr.sandbox.cloudformation;

import org.jspecify.annotations.NullMarked;
