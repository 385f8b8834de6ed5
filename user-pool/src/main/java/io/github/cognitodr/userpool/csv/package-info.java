/** The CSV that a user import job reads: who can go into it, and how a row is written. */
@NullMarked
package io.github.cognitodr.userpool.csv;

import org.jspecify.annotations.NullMarked;
