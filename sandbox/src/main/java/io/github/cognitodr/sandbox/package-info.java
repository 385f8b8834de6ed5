@NullMarked
package io.github.cognitodr.sandbox;

import org.jspecify.annotations.NullMarked;
