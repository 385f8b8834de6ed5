@NullMarked
package io.github.cognitodr.operator.terminal;

import org.jspecify.annotations.NullMarked;
