package io.github.cognitodr.userpool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final byte[] NO_EVENT = {'{', '}'};

    private final Action action;
    private final StructuredLog log;

    /** Loads what reading an event takes, so that nobody's sign-up waits for it. */
    public PassThroughTrigger(Action action, StructuredLog log) {
        this.action = action;
        this.log = log;
        prime(() -> PostConfirmation.parse(NO_EVENT));
    }

    /**
     * Does something ahead, in the start of the function, so that nobody's sign-up waits for it. Its failure is logged
     * and keeps no function from starting: a function that does not start fails every sign-up.
     */
    public void prime(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError failed) {
            log.warn("NotPrimed", Map.of("error", failed.getClass().getName()));
        }
    }

    /** What a function does about a confirmed sign-up or password reset. */
    @FunctionalInterface
    public interface Action {
        /** Acts, and names the outcome for the log. */
        String act(PostConfirmation confirmation);
    }

    /**
     * Reads the event, acts on it, and answers with the bytes that came in.
     *
     * @param requestId of the invocation, for the log
     */
    public void handle(InputStream input, OutputStream output, String requestId) throws IOException {
        byte[] event = input.readAllBytes();
        act(event, requestId);
        output.write(event);
    }

    private void act(byte[] event, String requestId) {
        Stopwatch stopwatch = Stopwatch.start();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("requestId", requestId);
        String outcome;
        try {
            Optional<PostConfirmation> confirmation = PostConfirmation.parse(event);
            confirmation.ifPresent(known -> fields.put("sub", known.person().sub()));
            outcome = confirmation.map(action::act).orElse(SKIPPED);
        } catch (RuntimeException | LinkageError unexpected) {
            // a defect of ours, a class missing from the jar, an event of a new form: worth an alarm, not somebody's
            // sign-up. Its message may quote the event, and is not logged.
            fields.put("error", unexpected.getClass().getName());
            outcome = FAILED;
        }
        fields.put("milliseconds", stopwatch.milliseconds());
        if (outcome.equals(FAILED)) {
            log.error(outcome, fields);
        } else {
            log.info(outcome, fields);
        }
    }
}
