package io.github.cognitodr.sandbox.aws;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ContinueResponseTiming;

/** A request whose body is there already, so that nobody waits for its sender any more. */
final class HeldBody extends HttpServletRequestWrapper {

    private final byte[] body;

    private HeldBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /**
     * Reads the body and puts itself between Tomcat and S3Mock.
     *
     * @return false, with nothing done, if the body is too large or of unknown length
     */
    static boolean of(Request request, Response response) throws IOException {
        long length = request.getContentLengthLong();
        if (length > S3Order.MOST || request.getHeader("Transfer-Encoding") != null) {
            return false;
        }
        if (length > 0) {
            response.sendAcknowledgement(ContinueResponseTiming.IMMEDIATELY);
            request.setRequest(
                    new HeldBody(request.getRequest(), request.getInputStream().readAllBytes()));
        }
        return true;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Replay(new ByteArrayInputStream(body));
    }

    private static final class Replay extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Replay(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            return bytes.read(to, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("S3Mock reads and waits");
        }
    }
}
