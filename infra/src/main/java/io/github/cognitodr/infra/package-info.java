@NullMarked
package io.github.cognitodr.infra;

import org.jspecify.annotations.NullMarked;
