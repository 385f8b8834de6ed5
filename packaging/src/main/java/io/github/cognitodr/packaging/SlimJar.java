package io.github.cognitodr.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes a jar once more, smaller: classes without what the JVM does not read, no entries for folders, best
 * compression. The same input gives the same bytes.
 */
public final class SlimJar {
    /** Any moment, as long as it is always the same; the ZIP format knows none before 1980. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 11, 22, 0, 0);

    private SlimJar() {}

    /**
     * Called by the build.
     *
     * @param args the jar to read and the jar to write
     */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Path.of(args[1]));
    }

    static void write(Path source, Path target) throws IOException {
        try (ZipFile jar = new ZipFile(source.toFile());
                OutputStream file = Files.newOutputStream(target);
                ZipOutputStream slim = new ZipOutputStream(file)) {
            slim.setLevel(Deflater.BEST_COMPRESSION);
            List<? extends ZipEntry> entries = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ENTRY_TIME);
                slim.putNextEntry(copy);
                try (InputStream in = jar.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    slim.write(entry.getName().endsWith(".class") ? SlimClass.of(bytes) : bytes);
                }
                slim.closeEntry();
            }
        }
    }
}
