package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files end where an import job's limits do (facts, Import job: 500,000 users and 100 MB a file). */
class ImportLimitsTest {
    private static final byte[] HEADER = "cognito:username\n".getBytes(StandardCharsets.UTF_8);

    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, String> heads = new HashMap<>();

    @Test
    void fiveHundredThousandRowsAreOneFileAndOneMoreIsTwo() throws IOException {
        try (RollingFile file = file()) {
            byte[] row = "a\n".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 500_000; i++) {
                file.write(row);
            }
            assertThat(file.finished()).isEmpty();
            file.write(row);
            file.finish();

            assertThat(file.finished()).extracting(SnapshotFile::rows).containsExactly(500_000L, 1L);
        }
        assertThat(heads.values()).hasSize(2).containsOnly("cognito:username\n");
    }

    @Test
    void noFileIsOverAHundredMegabytes() throws IOException {
        byte[] row = new byte[16_000];
        int fits = (100_000_000 - HEADER.length) / row.length;
        try (RollingFile file = file()) {
            for (int i = 0; i < fits; i++) {
                file.write(row);
            }
            assertThat(file.finished()).isEmpty();
            file.write(row);
            file.finish();

            assertThat(file.finished()).extracting(SnapshotFile::rows).containsExactly((long) fits, 1L);
            assertThat(file.finished().get(0).bytes())
                    .isEqualTo(HEADER.length + (long) fits * row.length)
                    .isLessThanOrEqualTo(100_000_000);
        }
    }

    private RollingFile file() {
        return new RollingFile(
                new RollingFile.Files() {
                    @Override
                    public String key(int number) {
                        return "users-" + number;
                    }

                    @Override
                    public ObjectWriter open(String key) {
                        return new Measured(key);
                    }
                },
                0,
                HEADER,
                false,
                RollingFile.Limits.OF_IMPORT_JOB);
    }

    /** Keeps the first write, which is the header, and the size. */
    private final class Measured implements ObjectWriter {
        private final String key;

        Measured(String key) {
            this.key = key;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            heads.putIfAbsent(key, new String(bytes, offset, length, StandardCharsets.UTF_8));
            sizes.merge(key, (long) length, Long::sum);
        }

        @Override
        public Written complete() {
            return new Written(sizes.getOrDefault(key, 0L), "");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
