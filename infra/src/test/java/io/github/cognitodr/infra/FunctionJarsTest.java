package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionJarsTest {

    @Test
    void jarsAreFoundWhereTheBuildLeavesThem(@TempDir Path root) throws IOException {
        Path replicate = write(root, "replicate-lambda/target/replicate-lambda.jar");
        Path backup = write(root, "backup-lambda/target/backup-lambda.jar");
        assertThat(FunctionJars.builtIn(root)).isEqualTo(new FunctionJars(replicate, backup));
    }

    @Test
    void aMissingJarIsNamedTogetherWithWhatToRun(@TempDir Path root) throws IOException {
        write(root, "replicate-lambda/target/replicate-lambda.jar");
        assertThatThrownBy(() -> FunctionJars.builtIn(root))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backup-lambda.jar is missing")
                .hasMessageContaining("mvn -DskipTests package -pl replicate-lambda,backup-lambda -am");
    }

    private static Path write(Path root, String path) throws IOException {
        Path jar = root.resolve(path);
        Files.createDirectories(jar.resolveSibling("."));
        return Files.writeString(jar, "jar");
    }
}
