@NullMarked
package io.github.cognitodr.operator.doctor;

import org.jspecify.annotations.NullMarked;
