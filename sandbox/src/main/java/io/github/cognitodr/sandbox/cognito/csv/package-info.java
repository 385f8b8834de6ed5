/** The import file's own dialect, read as strictly as its documentation allows. */
@NullMarked
package io.github.cognitodr.sandbox.cognito.csv;

import org.jspecify.annotations.NullMarked;
