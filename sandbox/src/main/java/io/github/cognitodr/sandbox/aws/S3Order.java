package io.github.cognitodr.sandbox.aws;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * Has S3Mock do one thing to an object at a time. S3 promises that of several conditional writes the first to finish wins, and
 * that a reader has one version of an object (S3 User Guide, How to prevent object overwrites with conditional writes; What is
 * Amazon S3?, data consistency model). S3Mock 5.2.0 looks first and writes then, so that two win.
 *
 * <p>No lock waits for a caller: bodies are read before and answers sent after. What is larger than {@link #MOST} would have to
 * be in memory for that, and is not locked.
 */
final class S3Order {

    /** How much of a body or of an answer is held in memory, in bytes. */
    static final int MOST = 16 << 20;

    private static final Set<String> WRITES = Set.of(
            "PutObject",
            "CopyObject",
            "DeleteObject",
            "CreateMultipartUpload",
            "CompleteMultipartUpload",
            "AbortMultipartUpload");

    /** Keys share them by their hash, so that there is no end of growing. */
    private final ReadWriteLock[] locks =
            Stream.generate(ReentrantReadWriteLock::new).limit(1_024).toArray(ReadWriteLock[]::new);

    private final S3Objects objects;

    S3Order(S3Objects objects) {
        this.objects = objects;
    }

    void run(S3Call call, Request request, Response response, Valve s3mock) throws IOException, ServletException {
        Lock lock = lock(call, request, response);
        if (lock == null) {
            s3mock.invoke(request, response);
            return;
        }
        lock.lock();
        try {
            switch (call.operation()) {
                case "AbortMultipartUpload" -> {
                    if (objects.abortBesideObject(call, request.getParameter("uploadId"))) {
                        response.setStatus(204);
                    } else {
                        s3mock.invoke(request, response);
                        objects.keepUploads(call);
                    }
                }
                case "DeleteObject" -> {
                    s3mock.invoke(request, response);
                    objects.keepUploads(call);
                }
                default -> s3mock.invoke(request, response);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Null where the caller would have to be waited for, or where there is nothing to keep apart. */
    private @Nullable Lock lock(S3Call call, Request request, Response response) throws IOException {
        ReadWriteLock lock =
                locks[Math.floorMod(call.bucket().hashCode() * 31 + call.key().hashCode(), locks.length)];
        if (WRITES.contains(call.operation())) {
            return HeldBody.of(request, response) ? lock.writeLock() : null;
        }
        boolean reads = switch (call.operation()) {
            case "HeadObject" -> true;
            case "GetObject" -> objects.size(call) <= MOST;
            default -> false;
        };
        return reads ? lock.readLock() : null;
    }
}
