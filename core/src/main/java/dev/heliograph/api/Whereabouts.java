// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Holder;
import dev.heliograph.engine.LeaseTerms;
import dev.heliograph.spi.time.Timeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Who this process is among those that share a store. */
final class Whereabouts {
    private Whereabouts() {}

    /**
     * Leases in the name of this process.
     *
     * @param node its name, or null for that of the machine
     */
    static LeaseTerms real(@Nullable String node, Duration length, Timeline timeline) {
        String host = host();
        String place = host + boot() + processSpace();
        long process = ProcessHandle.current().pid();
        String name = node == null ? host + "-" + process : node;
        Holder self = new Holder(
                name,
                place,
                process,
                timeline.chance("node/" + name + "/" + process).nextLong());
        return new LeaseTerms(self, length, holder -> holder.place().equals(place) && isGone(holder.process()));
    }

    /** Leases of a process that exists in virtual time only: nobody can see whether it lives. */
    static LeaseTerms virtual(@Nullable String node, Duration length, Timeline timeline) {
        String name = node == null ? "virtual" : node;
        return new LeaseTerms(
                new Holder(name, "", 0, timeline.chance("node/" + name).nextLong()), length, holder -> false);
    }

    private static boolean isGone(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** Tells two machines of one name apart, and two lives of one machine. */
    private static String boot() {
        try {
            return "/"
                    + Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip();
        } catch (IOException | RuntimeException elsewhere) {
            return "";
        }
    }

    /** Containers of one machine number their processes apart. */
    private static String processSpace() {
        try {
            return "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | RuntimeException elsewhere) {
            return "";
        }
    }
}
