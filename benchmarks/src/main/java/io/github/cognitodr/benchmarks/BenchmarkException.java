package io.github.cognitodr.benchmarks;

/** Something that makes a figure worthless: a function that fails, an archive that the JVM does not take. */
final class BenchmarkException extends RuntimeException {

    BenchmarkException(String message) {
        super(message);
    }
}
