package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class DeployableJarIT {
    private static final Path JAR = Path.of("target", "backup-lambda.jar");
    private static final long MEGABYTE = 1_000_000;

    @Test
    void staysBelow15Megabytes() {
        assertThat(JAR.toFile().length()).isBetween(MEGABYTE, 15 * MEGABYTE);
    }

    @Test
    void holdsOneHttpClientOnly() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("software/amazon/awssdk/http/urlconnection/UrlConnectionHttpClient.class")
                    .noneMatch(name -> name.contains("netty") || name.contains("org/apache/h"));
        }
    }
}
