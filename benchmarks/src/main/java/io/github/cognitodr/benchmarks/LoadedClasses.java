package io.github.cognitodr.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code -Xlog:class+load} tells of a JVM.
 *
 * @param lines one for each class: "[0.091s][info][class,load] a.B source: file:/c.jar"
 */
record LoadedClasses(List<String> lines) {

    private static final Pattern HTTP_CLIENT =
            Pattern.compile(".* software\\.amazon\\.awssdk\\.http\\.\\w+\\.(?!Sdk)(\\w+)HttpClient source: .*");

    static LoadedClasses in(Path log) {
        try {
            return new LoadedClasses(Files.readAllLines(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the class was not read from a jar, but mapped from an archive. */
    boolean isFromArchive(String className) {
        return lines.stream().anyMatch(line -> line.contains(" " + className + " source: shared objects file"));
    }

    /** The implementation of the SDK's synchronous HTTP client, such as "UrlConnection". */
    String httpClient() {
        return lines.stream()
                .map(HTTP_CLIENT::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .findFirst()
                .orElseThrow(() -> new BenchmarkException("No HTTP client of the SDK was loaded"));
    }
}
