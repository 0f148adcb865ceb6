// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system says of this process. */
record Footprint(long residentMegabytes, long threads) {
    /** Now; needs Linux. */
    static Footprint now() {
        long resident = 0;
        long threads = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                String[] words = line.split("\\s+", -1);
                if (words[0].equals("VmRSS:")) {
                    resident = Long.parseLong(words[1]) / 1024;
                } else if (words[0].equals("Threads:")) {
                    threads = Long.parseLong(words[1]);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Footprint(resident, threads);
    }

    @Override
    public String toString() {
        return residentMegabytes + " MB resident, " + threads + " threads";
    }
}
