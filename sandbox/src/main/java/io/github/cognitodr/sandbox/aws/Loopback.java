package io.github.cognitodr.sandbox.aws;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** HTTP servers that only this machine reaches. Thread-safe. */
public final class Loopback {

    /** By number, not {@code localhost}: the SDK uses path-style S3 addresses for an IP address by itself. */
    public static final String HOST = "127.0.0.1";

    private static final InetAddress ADDRESS = address();

    static {
        // Read once, when the JDK's server is first used. Without it the kernel holds back each small answer for 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private Loopback() {}

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** A server on a free port, not started, without an executor. */
    public static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(ADDRESS, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** Where the server listens. */
    public static URI uri(HttpServer server) {
        return uri(server.getAddress().getPort());
    }

    /** A port of this machine as an endpoint. */
    public static URI uri(int port) {
        return URI.create("http://" + HOST + ":" + port);
    }

    /**
     * A port that is free now, for servers that must know theirs before they start, or keep it when they start again.
     */
    public static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, ADDRESS)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** As many threads as there are requests: some of them wait on purpose. Daemons, so that nobody forgets them. */
    public static ExecutorService threads(String name) {
        return Executors.newCachedThreadPool(daemons(name));
    }

    /** Makes daemon threads named after their purpose. */
    public static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
