// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A way from one process to a server of this machine that can be cut: by a reset, or by silence in both directions. */
final class CutLine implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final ServerSocket door;
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private State state = State.OPEN;

    /** What becomes of what is sent. */
    enum State {
        /** It arrives. */
        OPEN,
        /** Connections stay, and nothing arrives until the line is open again. */
        SILENT,
        /** Connections end at once. */
        CLOSED
    }

    private CutLine(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static CutLine to(int target) throws IOException {
        CutLine line = new CutLine(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), target);
        run("line", line::listen);
        return line;
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void turn(State wanted) {
        state = wanted;
        if (wanted == State.CLOSED) {
            sockets.forEach(CutLine::end);
            sockets.clear();
        }
        notifyAll();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException closed) {
                // the next round sees whether the door is closed
            }
        }
    }

    private void join(Socket near) throws IOException {
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        synchronized (this) {
            if (state == State.CLOSED) {
                end(near);
                end(far);
                return;
            }
            sockets.removeIf(Socket::isClosed);
            sockets.add(near);
            sockets.add(far);
        }
        run("line-out", () -> carry(near, far));
        run("line-in", () -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitSound();
                out.write(buffer, 0, count);
            }
        } catch (IOException ended) {
            // as connections do
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
        }
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is
        }
    }

    private static void run(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        turn(State.CLOSED);
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
