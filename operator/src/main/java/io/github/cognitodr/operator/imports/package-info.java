/** Runs user import jobs one after another, and finds out what became of each row. */
@NullMarked
package io.github.cognitodr.operator.imports;

import org.jspecify.annotations.NullMarked;
