// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a process runs, so that another one can tell whether it still does.
 *
 * @param host the name of the machine, for people
 * @param place equal for processes that can see one another: of one boot and one space of process ids
 * @param pid its id
 * @param started when it started, in an unspecified form: an id is given again
 */
record Whereabouts(String host, String place, long pid, String started) {
    static Whereabouts ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        String host = hostName();
        String boot = read(Path.of("/proc/sys/kernel/random/boot_id"), host);
        return new Whereabouts(host, boot + " " + space(), pid, started(pid));
    }

    /** Whether that one sees this one's process ids. */
    boolean isNear(Whereabouts other) {
        return place.equals(other.place);
    }

    boolean isThisProcess(Whereabouts other) {
        return isNear(other) && pid == other.pid && started.equals(other.started);
    }

    /** Whether it runs; to be asked of one that is near. */
    boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
                && started(pid).equals(started);
    }

    /** Linux counts in ticks since the boot, which no change of the clock moves. */
    private static String started(long pid) {
        String stat = read(Path.of("/proc/" + pid + "/stat"), "");
        // the name of the program, in brackets, may hold blanks
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length > 19) {
            return fields[19];
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Object::toString)
                .orElse("");
    }

    private static String space() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException none) {
            return "";
        }
    }

    private static String hostName() {
        String known = read(Path.of("/proc/sys/kernel/hostname"), "");
        if (!known.isEmpty()) {
            return known;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "this machine";
        }
    }

    private static String read(Path file, String fallback) {
        try {
            return Files.readString(file).strip();
        } catch (IOException | SecurityException absent) {
            return fallback;
        }
    }
}
