@NullMarked
package io.github.cognitodr.operator.snapshot;

import org.jspecify.annotations.NullMarked;
