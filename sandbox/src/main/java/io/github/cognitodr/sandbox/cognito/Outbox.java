package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages that Cognito "sent": here is where a test finds a confirmation or reset code.
 *
 * <pre>{@code
 * String code = region.outbox().latest("one@example.com").orElseThrow().code();
 * }</pre>
 *
 * <p>Thread-safe. Keeps the latest 10,000 messages.
 */
public final class Outbox {
    private static final int MOST = 10_000;

    private final Deque<Message> messages = new ArrayDeque<>();

    Outbox() {}

    /** What a message is about. */
    public enum Kind {
        /** A code that confirms a sign-up. */
        CONFIRM_SIGN_UP,
        /** A code that allows a new password. */
        RESET_PASSWORD,
        /** A code that verifies a changed address. */
        VERIFY_ATTRIBUTE,
        /** An invitation by an administrator; its code is the temporary password. */
        INVITATION
    }

    /**
     * One message.
     *
     * @param destination the address or phone number, in full
     * @param code the code, or the temporary password of an invitation
     * @param at when it was sent, by the region's clock
     */
    public record Message(String destination, String userPoolId, Kind kind, String code, Instant at) {}

    /** Everything that was sent, oldest first. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The latest message to an address or phone number. */
    public synchronized Optional<Message> latest(String destination) {
        @Nullable Message latest = null;
        for (Message message : messages) {
            if (message.destination().equals(destination)) {
                latest = message;
            }
        }
        return Optional.ofNullable(latest);
    }

    synchronized void add(Message message) {
        if (messages.size() == MOST) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }
}
