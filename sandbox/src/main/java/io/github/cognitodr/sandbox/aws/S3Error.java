package io.github.cognitodr.sandbox.aws;

import io.github.cognitodr.sandbox.faults.Denial;
import io.github.cognitodr.sandbox.faults.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Response;

/**
 * What S3 says in the place of the work. (S3 API Reference, Error responses:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html)
 *
 * @param code empty where a load balancer answers, which has no words
 */
record S3Error(int status, String code, String message) {

    static S3Error of(Failure failure, S3Call call) {
        return switch (failure) {
            case THROTTLED -> new S3Error(503, "SlowDown", "Please reduce your request rate.");
            case DENIED -> new S3Error(403, "AccessDenied", denial(S3Permission.of(call)));
            case INTERNAL_ERROR ->
                new S3Error(500, "InternalError", "We encountered an internal error. Please try again.");
            case UNAVAILABLE -> new S3Error(503, "", "");
        };
    }

    /** S3 alone sets the resource in quotation marks. */
    private static String denial(S3Permission missing) {
        return Denial.of(missing.action(), '"' + missing.resource() + '"');
    }

    /** Sends it; an answer to HEAD has no body, which is Tomcat's business. */
    void send(Response response) throws IOException {
        String requestId = UUID.randomUUID().toString();
        response.setStatus(status);
        if (code.isEmpty()) {
            return;
        }
        response.setHeader("x-amz-request-id", requestId);
        response.setContentType("application/xml");
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                + escaped() + "</Message><RequestId>" + requestId + "</RequestId></Error>";
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Keys may hold anything. */
    private String escaped() {
        return message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
