package io.github.cognitodr.sandbox.aws;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.catalina.connector.Response;

/**
 * An answer that does not go out by itself, however S3Mock flushes it: nothing of it before it is let go, and nothing at all
 * if the connection is closed instead. One that announces more than {@link S3Order#MOST} is not held, and can be lost only in part.
 */
final class HeldAnswer extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    private HeldAnswer(HttpServletResponse response) {
        super(response);
    }

    /** Puts itself between Tomcat and S3Mock. */
    static HeldAnswer of(Response response) {
        HeldAnswer answer = new HeldAnswer(response.getResponse());
        response.setResponse(answer);
        return answer;
    }

    /** Lets it go. */
    void release() throws IOException {
        if (held.size() > 0) {
            held.writeTo(super.getOutputStream());
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        String announced = getHeader("Content-Length");
        return announced != null && Long.parseLong(announced) > S3Order.MOST ? super.getOutputStream() : new Holding();
    }

    @Override
    public void flushBuffer() {
        // Not before release().
    }

    @Override
    public void resetBuffer() {
        held.reset();
        super.resetBuffer();
    }

    @Override
    public void reset() {
        held.reset();
        super.reset();
    }

    private final class Holding extends ServletOutputStream {

        @Override
        public void write(int b) {
            held.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            held.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("S3Mock writes and waits");
        }
    }
}
