package io.github.cognitodr.infra;

import java.util.Locale;

/** The sections of {@code docs/runbook.md} that an alarm sends somebody to. */
enum Runbook {
    RETRY_DEAD_LETTERS(
            "Dead letters in the retry queue",
            "Somebody who signed up cannot be copied to the standby as things are. Look who and why, mend it, send the messages"
                    + " round again."),
    PEOPLE_WAIT(
            "People wait in the retry queue",
            "The standby has not taken somebody for 15 minutes. See whether Cognito there is up and its quotas suffice; nobody is"
                    + " lost for nine days."),
    RETRIES_NOT_WORKED_OFF(
            "The retry queue is not worked off",
            "A message has been waiting for 15 minutes without being looked at. See whether ReplicateFromQueue is called and its"
                    + " event source is on."),
    IDENTITY_CONFLICT(
            "Identity conflict",
            "Somebody else has the address of a new user in the standby. Find out who is who; nothing was overwritten."),
    NOT_REPLICATED(
            "A sign-up was not replicated",
            "A sign-up could be neither copied nor queued, or nothing can make its copy good. Compare the pools."),
    FUNCTION_FAILS("A function fails", "A function threw, timed out or was throttled. Read its log."),
    SCHEDULE_FAILS(
            "A schedule fails",
            "A daily call or the request for the snapshot of the day did not reach its target. See whether function, queue, key"
                    + " and role are as deployed."),
    TRIGGER_SLOW(
            "The trigger is slow",
            "People wait more than 2.5 s for a function of ours when they confirm; after 5 s Cognito fails them. Give it more"
                    + " memory, or see what it waits for."),
    SNAPSHOT_DEAD_LETTERS(
            "Dead letters in the snapshot queue",
            "A snapshot was tried 200 times and given up. Read why, mend it, and ask for another."),
    NO_SNAPSHOT(
            "No snapshot for 26 hours",
            "The standby's users are saved once a day at the least, and were not. Read the log of TakeSnapshot, and ask for a"
                    + " snapshot."),
    NO_PROGRESS(
            "A snapshot makes no progress",
            "Five runs in a row ended without a page saved, or another manifest stood in the way, and the snapshot is begun"
                    + " afresh. Read the log of TakeSnapshot."),
    NOT_ASKED(
            "A snapshot was not asked for",
            "A sign-up or a password reset in the standby left neither request nor note. Ask for a snapshot by hand."),
    REQUEST_DROPPED(
            "A snapshot request was dropped",
            "The queue held something that is no request of ours. Find out who sends into it.");

    private static final String FILE = "docs/runbook.md";

    private final String heading;
    private final String advice;

    Runbook(String heading, String advice) {
        this.heading = heading;
        this.advice = advice;
    }

    String heading() {
        return heading;
    }

    /** What an alarm says: what has happened, what to do, and where to read on. */
    String description() {
        return advice + " " + FILE + "#" + anchor();
    }

    /** As GitHub and most others make it from a heading of letters, digits and blanks. */
    String anchor() {
        return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
