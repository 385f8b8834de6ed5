package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.census.WorkFile;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.snapshot.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run keeps its files; only their owner may look. It holds people's profiles until the run has ended. */
record WorkDirectory(Path path) {

    boolean exists() {
        return Files.isDirectory(path);
    }

    void create() throws IOException {
        for (Path directory : List.of(path, profiles(), csv())) {
            WorkFile.directory(directory);
        }
    }

    Ledger ledger() throws IOException {
        return Ledger.open(path.resolve("ledger.db"));
    }

    Path census() {
        return path.resolve("census.db");
    }

    Path jobs() {
        return path.resolve("jobs.json");
    }

    Path profiles() {
        return path.resolve("profiles");
    }

    Path csv() {
        return path.resolve("csv");
    }

    Optional<Manifest> manifest() throws IOException {
        Path file = path.resolve("manifest.json");
        try {
            return Files.exists(file) ? Optional.of(Manifest.parse(Files.readAllBytes(file))) : Optional.empty();
        } catch (MalformedJsonException damaged) {
            throw CommandException.wrongUse("The file " + file
                    + " is damaged: begin anew with --fresh; users who are there" + " already stay.");
        }
    }

    void keep(Manifest manifest) throws IOException {
        Path next = path.resolve("manifest.next");
        Files.write(next, manifest.toJson());
        Files.move(
                next,
                path.resolve("manifest.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets a plan's files. */
    void clearCsv() throws IOException {
        delete(csv());
        Files.deleteIfExists(jobs());
        create();
    }

    /** Forgets all but the ledger. */
    void clearFiles() throws IOException {
        deletePersonalFiles();
        Files.deleteIfExists(jobs());
        Files.deleteIfExists(path.resolve("manifest.json"));
        create();
    }

    /** Forgets whatever names people otherwise than by id, but for what is left to be done. */
    void deletePersonalFiles() throws IOException {
        delete(profiles());
        delete(csv());
        WorkFile.delete(census());
    }

    /** Forgets everything. */
    void clear() throws IOException {
        delete(path);
    }

    /** Deletes a directory with all that is in it, if it is there. */
    static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
