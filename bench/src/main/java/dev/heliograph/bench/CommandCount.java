// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * How many commands clients send to a Redis server, as its MONITOR tells it: what scripts do within the server is not counted.
 */
final class CommandCount implements AutoCloseable {
    private static final String END = "the-count-ends-here";

    private final Socket monitor;
    private final Socket marker;
    private final BufferedReader lines;

    private CommandCount(Socket monitor, Socket marker) throws IOException {
        this.monitor = monitor;
        this.marker = marker;
        this.lines = new BufferedReader(new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Counts from now on. */
    static CommandCount of(URI server) throws IOException {
        CommandCount count = new CommandCount(
                new Socket(server.getHost(), server.getPort()), new Socket(server.getHost(), server.getPort()));
        write(count.monitor, "MONITOR");
        count.lines.readLine();
        return count;
    }

    private static void write(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** How many there were until now. */
    long end() throws IOException {
        write(marker, "PING " + END);
        long commands = 0;
        for (String line = lines.readLine(); line != null && !line.contains(END); line = lines.readLine()) {
            commands += line.contains(" lua] ") ? 0 : 1;
        }
        return commands;
    }

    @Override
    public void close() throws IOException {
        monitor.close();
        marker.close();
    }
}
