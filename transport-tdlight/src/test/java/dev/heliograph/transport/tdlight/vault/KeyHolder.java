// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.Environment;
import dev.heliograph.model.SessionName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process of its own that holds a key until its standard input ends. */
final class KeyHolder {
    private KeyHolder() {}

    public static void main(String[] arguments) throws IOException {
        Environment environment = Environment.of(Map.of("XDG_CONFIG_HOME", arguments[0]));
        try (KeyLease lease =
                KeyLease.take(environment, arguments[1], SessionName.of("other"), Path.of(arguments[0], "elsewhere"))) {
            System.out.println("holds " + lease.fingerprint());
            int unused = System.in.read();
        }
    }

    /** Starts it and returns when it holds the key. */
    static Process start(Path home, String fingerprint) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyHolder.class.getName(),
                        home.toString(),
                        fingerprint)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader().readLine();
        if (!("holds " + fingerprint).equals(line)) {
            process.destroyForcibly();
            throw new IOException("the other process said " + line);
        }
        return process;
    }
}
