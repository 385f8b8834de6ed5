package io.github.cognitodr.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a function's environments wrote to standard output and error, each into a file of its own: by a pipe, a line could
 * come after the answer that was given after it. Thread-safe.
 */
final class FunctionLog {
    private final Path directory;
    private final List<EnvironmentLog> environments = new ArrayList<>();

    FunctionLog(Path directory) {
        this.directory = directory;
    }

    /** The log of one more environment. */
    synchronized EnvironmentLog open() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        EnvironmentLog log = new EnvironmentLog(directory.resolve(environments.size() + ".log"));
        environments.add(log);
        return log;
    }

    /** The whole lines written so far, by environment, in the order of their starts. */
    List<String> lines() {
        return opened().stream().flatMap(log -> log.lines().stream()).toList();
    }

    private synchronized List<EnvironmentLog> opened() {
        return List.copyOf(environments);
    }

    /** The log of one environment. */
    record EnvironmentLog(Path file) {
        private static final String END = "\n";

        /** Adds a line to those of a process that has ended, be it in the middle of a line. */
        void add(String line) {
            try {
                String written = text();
                String whole = written.isEmpty() || written.endsWith(END) ? written : written + END;
                Files.writeString(file, whole + line + END);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> lines() {
            try {
                String text = text();
                return text.substring(0, text.lastIndexOf(END) + 1).lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String text() throws IOException {
            return Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
        }
    }
}
