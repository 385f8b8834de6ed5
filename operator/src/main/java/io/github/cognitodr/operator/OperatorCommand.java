package io.github.cognitodr.operator;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: the common options, and a session. */
abstract class OperatorCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Does the work.
     *
     * @return one of {@link ExitCode}
     */
    abstract int run(Session session) throws Exception;

    boolean isVerbose() {
        return common.isVerbose();
    }

    Path workDirectory() {
        return common.workDirectory();
    }

    @Override
    public final Integer call() throws Exception {
        CommandSpec known = Objects.requireNonNull(spec);
        try (Session session =
                common.session(known.commandLine().getOut(), known.commandLine().getErr())) {
            return run(session);
        }
    }
}
