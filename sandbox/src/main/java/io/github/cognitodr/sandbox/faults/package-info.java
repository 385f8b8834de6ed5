/** What goes wrong on purpose, for every server of the sandbox alike. */
@NullMarked
package io.github.cognitodr.sandbox.faults;

import org.jspecify.annotations.NullMarked;
