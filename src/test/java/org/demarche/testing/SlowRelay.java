package org.demarche.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a server and makes each of its answers late; or is away, as a server is that is down. */
public final class SlowRelay implements AutoCloseable {
    private final int server;
    private final Duration delay;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;

    /** One that is away at first. */
    public SlowRelay(int server, Duration delay) throws IOException {
        this.server = server;
        this.delay = delay;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** It is there from now on. */
    public void arrive() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listener = opened;
        start(() -> accept(opened));
    }

    /** It is away from now on, and every conversation is broken off. */
    public void leave() throws IOException {
        if (listener != null) {
            listener.close();
        }
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        leave();
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(client);
                open.add(far);
                start(() -> copy(client, far, Duration.ZERO));
                start(() -> copy(far, client, delay));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private static void copy(Socket from, Socket to, Duration late) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                Thread.sleep(late.toMillis());
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // One of the two has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
