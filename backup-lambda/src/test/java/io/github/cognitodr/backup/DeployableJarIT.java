package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.DeployableJarContract;
import java.nio.file.Path;

class DeployableJarIT extends DeployableJarContract {
    DeployableJarIT() {
        super(Path.of("target", "backup-lambda.jar"));
    }
}
