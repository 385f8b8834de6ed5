package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What every deployable jar is. */
public abstract class DeployableJarContract {
    private static final long MEGABYTE = 1_000_000;

    private final Path jar;

    protected DeployableJarContract(Path jar) {
        this.jar = jar;
    }

    @Test
    void staysBelow15Megabytes() {
        assertThat(jar.toFile().length()).isBetween(MEGABYTE, 15 * MEGABYTE);
    }

    @Test
    void holdsOneHttpClientOnly() throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("software/amazon/awssdk/http/urlconnection/UrlConnectionHttpClient.class")
                    .noneMatch(name -> name.contains("netty") || name.contains("org/apache/h"));
        }
    }
}
