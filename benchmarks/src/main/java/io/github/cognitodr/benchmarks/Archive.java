package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.nio.file.Path;

/** What a JVM may have prepared in a run before: nothing, its classes, or its classes linked and profiled. */
enum Archive {
    NONE,

    /** A dynamic archive of class data on top of the JDK's own (JEP 350). */
    CLASS_DATA,

    /** An ahead-of-time cache, written in one step (JEP 514, JDK 25). */
    AOT_CACHE;

    /** Makes the JVM write the archive when it ends. */
    JavaRuntime training(JavaRuntime java, Path file) {
        return switch (this) {
            case NONE -> java;
            case CLASS_DATA -> java.withCodeOnClassPath().withOptions("-XX:ArchiveClassesAtExit=" + file);
            case AOT_CACHE -> java.withCodeOnClassPath().withOptions("-XX:AOTCacheOutput=" + file);
        };
    }

    /** Makes the JVM use the archive, or refuse to start: left to itself, it would go on without and say nothing. */
    JavaRuntime using(JavaRuntime java, Path file) {
        return switch (this) {
            case NONE -> java;
            case CLASS_DATA -> java.withCodeOnClassPath().withOptions("-XX:SharedArchiveFile=" + file, "-Xshare:on");
            case AOT_CACHE -> java.withCodeOnClassPath().withOptions("-XX:AOTCache=" + file, "-XX:AOTMode=on");
        };
    }
}
