@NullMarked
package io.github.cognitodr.operator.imports;

import org.jspecify.annotations.NullMarked;
