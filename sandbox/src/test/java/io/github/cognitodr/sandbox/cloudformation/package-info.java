@NullMarked
package io.github.cognitodr.sandbox.cloudformation;

import org.jspecify.annotations.NullMarked;
