package io.github.cognitodr.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Holds the files of a snapshot against its manifest. */
final class SnapshotCheck {

    private SnapshotCheck() {}

    /** What does not match: sizes, hashes, numbers of rows. */
    static List<String> deviations(Manifest manifest, Path directory) throws IOException {
        List<String> deviations = new ArrayList<>();
        for (Manifest.File file : manifest.files()) {
            Path path = directory.resolve(file.name());
            byte[] content = Files.readAllBytes(path);
            compare(deviations, file.name() + " bytes", Long.toString(file.bytes()), Long.toString(content.length));
            compare(deviations, file.name() + " SHA-256", file.sha256(), sha256(content));
            compare(deviations, file.name() + " rows", Long.toString(file.rows()), Long.toString(rows(path)));
        }
        return deviations;
    }

    /** Lines, but for the header of a CSV file. */
    static long rows(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (InputStream raw = Files.newInputStream(file);
                InputStream content = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            return lines.lines().count() - (name.endsWith(".csv") ? 1 : 0);
        }
    }

    private static void compare(List<String> deviations, String what, String expected, String found) {
        if (!expected.equalsIgnoreCase(found)) {
            deviations.add(what + ": expected " + expected + ", found " + found);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
