package io.github.cognitodr.backup;

import java.io.IOException;

/**
 * Writes one object. {@link #close()} without {@link #complete()} before it gives the object up: nothing of it remains.
 */
interface ObjectWriter extends AutoCloseable {

    /**
     * Appends bytes, which are copied.
     *
     * @throws IOException if the store refused a part
     */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Ends the object.
     *
     * @return what was written
     * @throws IOException if the store did not take it
     */
    Written complete() throws IOException;

    @Override
    void close();

    /**
     * A finished object.
     *
     * @param sha256 of its bytes, lower-case hexadecimal
     */
    record Written(long bytes, String sha256) {}
}
