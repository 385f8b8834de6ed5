/** Dead letters: why they died, and sending them round again without losing one. */
@NullMarked
package io.github.cognitodr.operator.redrive;

import org.jspecify.annotations.NullMarked;
