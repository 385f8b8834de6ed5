package io.github.cognitodr.userpool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of the loopback interface at which nobody answers, for the environment of a function. */
public final class DeadServer implements AutoCloseable {
    private static final int CONNECT_MILLISECONDS = 300;

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    private DeadServer() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Connections are refused. */
    public static DeadServer closed() throws IOException {
        DeadServer dead = new DeadServer();
        dead.server.close();
        return dead;
    }

    /** The system's queue of connections that nobody accepts is full: a further one waits for ever. */
    public static DeadServer acceptingNobody() throws IOException {
        DeadServer dead = new DeadServer();
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket();
            dead.waiting.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), dead.port()), CONNECT_MILLISECONDS);
            } catch (SocketTimeoutException full) {
                return dead;
            }
        }
        throw new IllegalStateException("the queue of connections has no end");
    }

    /** Where it would be. */
    public int port() {
        return server.getLocalPort();
    }

    /** The same, as an endpoint. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        server.close();
    }
}
