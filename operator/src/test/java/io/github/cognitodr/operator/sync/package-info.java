@NullMarked
package io.github.cognitodr.operator.sync;

import org.jspecify.annotations.NullMarked;
