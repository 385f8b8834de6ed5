/** How fast the deployable jar of the replication answers: {@code bin/benchmark}. */
@NullMarked
package io.github.cognitodr.benchmarks;

import org.jspecify.annotations.NullMarked;
