package io.github.cognitodr.sandbox.aws;

import java.util.ArrayList;
import java.util.List;

/**
 * What was asked of S3, in the order in which it was done: a test can prove by it that something was written last, or once.
 *
 * <pre>{@code
 * s3.calls().record();
 * ...
 * assertThat(s3.calls().successful("PutObject", "manifest.json")).hasSize(1);
 * }</pre>
 *
 * <p>Nothing is written down before {@link #record}, since a sandbox may serve for days. Who has an answer finds its call here.
 * Thread-safe.
 */
public final class S3Calls {

    /**
     * A call and what became of it.
     *
     * @param status the HTTP status of the answer, also of one that was lost on the way; 0 where nothing was done nor said
     */
    public record Done(S3Call call, int status) {

        /** Whether S3 did what it was asked. */
        public boolean successful() {
            return status >= 200 && status < 300;
        }
    }

    private final List<Done> done = new ArrayList<>();
    private boolean recording;

    S3Calls() {}

    /** Forgets what there was, and writes down every call from now on. */
    public synchronized void record() {
        done.clear();
        recording = true;
    }

    /** Forgets what there was, and writes nothing down any more. */
    public synchronized void stop() {
        done.clear();
        recording = false;
    }

    /** All calls so far. */
    public synchronized List<Done> all() {
        return List.copyOf(done);
    }

    /** The successful calls of an operation on keys that contain this. */
    public List<S3Call> successful(String operation, String partOfKey) {
        return all().stream()
                .filter(Done::successful)
                .map(Done::call)
                .filter(call -> call.is(operation, partOfKey))
                .toList();
    }

    synchronized void add(S3Call call, int status) {
        if (recording) {
            done.add(new Done(call, status));
        }
    }
}
