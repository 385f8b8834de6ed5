package io.github.cognitodr.userpool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What every Post Confirmation function of this project has in common: the answer is the event's own bytes, whatever
 * happens, since nobody's sign-up or password reset may fail because of the other pool; and one line of the log tells
 * what became of it. Thread-safe if the action is.
 */
public final class PassThroughTrigger {
    /** Outcome of an event that is none of the function's business. */
    public static final String SKIPPED = "Skipped";

    /** Outcome that wants an operator. */
    public static final String FAILED = "Failed";

    private final Action action;
    private final StructuredLog log;

    public PassThroughTrigger(Action action, StructuredLog log) {
        this.action = action;
        this.log = log;
    }

    /** What a function does about a confirmed sign-up or password reset. */
    @FunctionalInterface
    public interface Action {
        /** Acts, and says what became of it. */
        LogEntry act(PostConfirmation confirmation);
    }

    /**
     * Reads the event, acts on it, and answers with the bytes that came in.
     *
     * @param requestId of the invocation, for the log
     */
    public void handle(InputStream input, OutputStream output, String requestId) throws IOException {
        Stopwatch stopwatch = Stopwatch.start();
        byte[] event = input.readAllBytes();
        LogEntry result = act(event);
        output.write(event);
        log.write(result.with("milliseconds", stopwatch.milliseconds()).with("requestId", requestId));
    }

    private LogEntry act(byte[] event) {
        Optional<PostConfirmation> confirmation = Optional.empty();
        try {
            confirmation = PostConfirmation.parse(event);
            return confirmation
                    .map(known ->
                            action.act(known).with("sub", known.person().sub()).counted())
                    // Nobody has done anything: the daily call that keeps a SnapStart version alive ends here, and is
                    // no
                    // figure of anything.
                    .orElseGet(() -> LogEntry.info(SKIPPED));
        } catch (RuntimeException | LinkageError unexpected) {
            // a defect of ours, a class missing from the jar, an event of a new form: worth an alarm, not somebody's
            // sign-up. Its message may quote the event, and is not logged.
            LogEntry failed =
                    LogEntry.error(FAILED).with("error", unexpected.getClass().getName());
            return confirmation
                    .map(known -> failed.with("sub", known.person().sub()))
                    .orElse(failed)
                    .counted();
        }
    }
}
