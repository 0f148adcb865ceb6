// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * HTTP server of one page, {@code /metrics}; everything else is 404. A request has eight kibibytes and a connection
 * of its own, which has half a minute until the last byte of the answer. There are never more than 64: where one more comes, the one that has been
 * speaking for longest makes room, so that no number of half requests keeps Prometheus out. May be used from any thread.
 */
final class MetricsPage implements AutoCloseable {
    static final int MOST_CONNECTIONS = 64;
    static final int LONGEST_REQUEST = 8 << 10;
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BACKLOG = 128;

    private final PrometheusRegistry registry;
    private final PluginContext context;
    private final Strand strand;
    private final ServerSocket server;
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    /** Connections in the order in which they came. */
    private final Set<Socket> open = new LinkedHashSet<>();

    private final PluginContext.Loop loop;

    private MetricsPage(PrometheusRegistry registry, PluginContext context, ServerSocket server) {
        this.registry = registry;
        this.context = context;
        this.strand = context.timeline().strand("metrics-page");
        this.server = server;
        this.loop = context.loop("metrics-page", this::accept);
    }

    /**
     * Binds the socket and begins to answer.
     *
     * @throws IOException where it cannot be bound
     */
    static MetricsPage listen(PrometheusRegistry registry, PluginContext context, InetSocketAddress address)
            throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            // a page that was just closed leaves connections behind that need not keep the next one out
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
            return new MetricsPage(registry, context, server);
        } catch (IOException | RuntimeException refused) {
            quietly(server);
            throw refused;
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        quietly(server);
        List<Socket> last;
        synchronized (open) {
            last = new ArrayList<>(open);
        }
        last.forEach(MetricsPage::quietly);
        loop.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                admit(server.accept());
            } catch (IOException failed) {
                // closed, or one connection that was gone before it was taken
            }
        }
    }

    private void admit(Socket socket) {
        Socket oldest = null;
        synchronized (open) {
            if (open.size() >= MOST_CONNECTIONS) {
                oldest = open.iterator().next();
                open.remove(oldest);
            }
            open.add(socket);
        }
        if (oldest != null) {
            quietly(oldest);
        }
        Alarm late = strand.after(PATIENCE, () -> leave(socket));
        try {
            context.blocking().execute(() -> serve(socket, late));
        } catch (RejectedExecutionException ending) {
            leave(socket);
        }
    }

    private void leave(Socket socket) {
        synchronized (open) {
            open.remove(socket);
        }
        quietly(socket);
    }

    private void serve(Socket socket, Alarm late) {
        try {
            String line = firstLine(socket);
            OutputStream out = socket.getOutputStream();
            out.write(answer(line));
            out.flush();
        } catch (IOException gone) {
            // nobody is left to be told
        } finally {
            late.cancel();
            leave(socket);
        }
    }

    /** Reads a request to the end of its headers, which are of no interest; empty where that is not to be had. */
    private static String firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        byte[] piece = new byte[LONGEST_REQUEST];
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read(piece, 0, LONGEST_REQUEST);
            if (read < 0) {
                throw new IOException("the request ended too early");
            }
            head.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
            if (head.length() > LONGEST_REQUEST) {
                return "";
            }
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private byte[] answer(String line) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            return answer("400 Bad Request", "", "not a request for a page\n", true);
        }
        boolean full = words[0].equals("GET");
        if (!full && !words[0].equals("HEAD")) {
            return answer("405 Method Not Allowed", "Allow: GET, HEAD\r\n", "this page is read by GET\n", true);
        }
        String path = words[1].split("\\?", 2)[0];
        return path.equals("/metrics")
                ? answer("200 OK", "", page(), full)
                : answer("404 Not Found", "", "there is one page here: /metrics\n", full);
    }

    private String page() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape(), EscapingScheme.DEFAULT);
        return text.toString(StandardCharsets.UTF_8);
    }

    private static byte[] answer(String status, String header, String text, boolean full) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + PrometheusTextFormatWriter.CONTENT_TYPE
                + "\r\nContent-Length: " + body.length + "\r\n" + header + "Connection: close\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        if (full) {
            all.writeBytes(body);
        }
        return all.toByteArray();
    }

    private static void quietly(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception late) {
            // it is closed as far as it can be
        }
    }
}
