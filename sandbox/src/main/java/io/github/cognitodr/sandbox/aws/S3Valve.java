package io.github.cognitodr.sandbox.aws;

import io.github.cognitodr.sandbox.faults.Failure;
import io.github.cognitodr.sandbox.faults.Faults;
import io.github.cognitodr.sandbox.faults.Ruling;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Every request passes here on its way to S3Mock and back. A valve of Tomcat's, since a filter could not close a connection
 * without an answer.
 */
final class S3Valve extends ValveBase {

    private static final String LOST = S3Valve.class.getName() + ".lost";

    private final Faults<S3Call> faults;
    private final S3Calls calls;
    private final S3Order order;

    S3Valve(Faults<S3Call> faults, S3Calls calls, S3Order order) {
        super(true);
        this.order = order;
        this.faults = faults;
        this.calls = calls;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.isAsyncDispatching()) {
            // The end of a download; the call itself has been here.
            getNext().invoke(request, response);
            if (request.getAttribute(LOST) != null) {
                hangUp(response);
            }
            return;
        }
        S3Call call = S3Call.of(
                request.getMethod(),
                request.getDecodedRequestURI(),
                request.getQueryString(),
                request.getHeader("x-amz-copy-source") != null);
        try {
            play(call, faults.rule(call), request, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hangUp(response);
        }
    }

    private void play(S3Call call, Ruling ruling, Request request, Response response)
            throws IOException, ServletException, InterruptedException {
        if (!ruling.admits()) {
            calls.add(call, 0);
            hangUp(response);
            return;
        }
        Failure failure = ruling.failure();
        if (failure != null) {
            if (request.getHeader("Expect") == null) {
                // Whoever is still sending would hear of a closed connection only.
                request.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            S3Error error = S3Error.of(failure, call);
            calls.add(call, error.status());
            error.send(response);
            return;
        }
        HeldAnswer answer = HeldAnswer.of(response);
        order.run(call, request, response, getNext());
        calls.add(call, response.getStatus());
        if (ruling.answers()) {
            answer.release();
        } else if (request.isAsync()) {
            // Closed now, it would stay a request in progress for ever, and be waited for at the end.
            request.setAttribute(LOST, true);
        } else {
            hangUp(response);
        }
    }

    /** The caller sees a closed connection, and not a byte. */
    private static void hangUp(Response response) {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
}
