package io.github.cognitodr.operator.redrive;

import java.util.Optional;

/**
 * What holds of a dead letter now, and so what becomes of it.
 *
 * @param reason a group of messages has the same; nothing personal
 * @param sub of the person, where the message is about one who is known
 */
record Verdict(Fate fate, String reason, Optional<String> sub) {

    /** In the order of the plan. */
    enum Fate {
        /** Round again: the cause is gone. */
        SEND("sent round again"),

        /** Round again by force: the cause is there still. */
        SEND_ANYWAY("sent round again, although they would die again"),

        /** Deleted: there is nothing left to do. */
        DROP("deleted, nothing is left to do"),

        /** Stays among the dead: it would die again. */
        LEAVE("left, they would die again"),

        /** Stays among the dead: nobody knows what it is. */
        LEAVE_MALFORMED("left, not messages of ours");

        private final String inWords;

        Fate(String inWords) {
            this.inWords = inWords;
        }

        String inWords() {
            return inWords;
        }
    }

    static Verdict of(Fate fate, String reason) {
        return new Verdict(fate, reason, Optional.empty());
    }

    Verdict about(String person) {
        return new Verdict(fate, reason, Optional.of(person));
    }

    /** Whether something is done with the message. */
    boolean isDealtWith() {
        return isSent() || fate == Fate.DROP;
    }

    boolean isSent() {
        return fate == Fate.SEND || fate == Fate.SEND_ANYWAY;
    }

    Verdict with(Fate other) {
        return new Verdict(other, reason, sub);
    }
}
