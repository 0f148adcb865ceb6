// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server that does to its connections whatever a test says, request by request. */
final class RawServer implements AutoCloseable {
    /** Treats a connection on which a request is arriving. */
    @FunctionalInterface
    interface Treatment {
        /** Returns whether the connection goes on. */
        boolean treat(Connection connection) throws IOException;
    }

    /** An accepted connection. */
    static final class Connection {
        final Socket socket;
        final PushbackInputStream in;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new PushbackInputStream(socket.getInputStream());
        }

        /** Waits until a request begins; false where the client closed instead. */
        boolean isAsked() throws IOException {
            int first = in.read();
            if (first >= 0) {
                in.unread(first);
            }
            return first >= 0;
        }

        /** The head of the next request. */
        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("a head without an end");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        byte[] body(String head) throws IOException {
            return in.readNBytes(length(head));
        }

        static int length(String head) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }

        void answer(String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        }

        /** Closes it so that the other side sees a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listening;
    private final Queue<Treatment> treatments = new ConcurrentLinkedQueue<>();
    private final List<Socket> accepted = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();

    RawServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread acceptor = new Thread(this::accept, "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** What happens to the next request, on whatever connection it comes. */
    void next(Treatment treatment) {
        treatments.add(treatment);
    }

    /** Answers the next request properly and keeps the connection. */
    void nextAnswers(String result) {
        next(connection -> {
            String head = connection.head();
            note(head);
            connection.body(head);
            connection.answer("{\"ok\":true,\"result\":" + result + "}");
            return true;
        });
    }

    void nextSaysWho() {
        nextAnswers(ScriptedHttp.ME);
    }

    synchronized void note(String head) {
        heads.add(head.lines().findFirst().orElse(""));
    }

    /** The first lines of the requests that were read. */
    synchronized List<String> heads() {
        return List.copyOf(heads);
    }

    synchronized int connections() {
        return accepted.size();
    }

    /** Closes every connection in the proper way. */
    synchronized void closeIdle() throws IOException {
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeIdle();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                synchronized (this) {
                    accepted.add(socket);
                }
                Thread server = new Thread(() -> serve(socket), "raw-connection");
                server.setDaemon(true);
                server.start();
            }
        } catch (IOException over) {
            // closed by the test
        }
    }

    private void serve(Socket socket) {
        try {
            Connection connection = new Connection(socket);
            boolean goesOn = true;
            while (goesOn && connection.isAsked()) {
                Treatment treatment = treatments.poll();
                goesOn = treatment != null && treatment.treat(connection);
            }
            socket.close();
        } catch (IOException broken) {
            // as the test wants it
        }
    }
}
