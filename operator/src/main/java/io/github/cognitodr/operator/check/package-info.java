/** What a check of an import file needs beside the rules: the pool's schema, kept or asked for, and who is in the pool. */
@NullMarked
package io.github.cognitodr.operator.check;

import org.jspecify.annotations.NullMarked;
