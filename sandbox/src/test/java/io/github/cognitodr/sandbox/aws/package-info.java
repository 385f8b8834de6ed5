@NullMarked
package io.github.cognitodr.sandbox.aws;

import org.jspecify.annotations.NullMarked;
