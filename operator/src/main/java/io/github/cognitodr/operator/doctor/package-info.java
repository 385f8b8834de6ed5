/** Looks whether a failover would succeed today: reads each fact once, and judges facts without a network. */
@NullMarked
package io.github.cognitodr.operator.doctor;

import org.jspecify.annotations.NullMarked;
