package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.DeployableJarContract;
import java.nio.file.Path;

class DeployableJarIT extends DeployableJarContract {
    DeployableJarIT() {
        super(Path.of("target", "replicate-lambda.jar"));
    }
}
