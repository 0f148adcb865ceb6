// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import dev.heliograph.model.Environment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The streams of the process.
 *
 * @param in standard input
 * @param out what the command was asked for
 * @param err everything else
 * @param liveOut whether {@code out} is a terminal whose lines may be redrawn
 * @param liveErr whether {@code err} is a terminal whose lines may be redrawn
 * @param colour whether a terminal may be coloured
 */
public record Console(
        InputStream in, PrintStream out, PrintStream err, boolean liveOut, boolean liveErr, boolean colour) {
    /** Makes standard error a stream that may end in a line which is drawn over itself. */
    public Console {
        err = err instanceof LiveStream ? err : new LiveStream(err);
    }

    /**
     * Prints a line of what the command was asked for.
     *
     * @throws OutputClosedException where it could not be written
     */
    public void line(Object text) {
        out.println(text);
        checkWritten();
    }

    /**
     * Looks whether all that was printed so far could be written, which a stream does not tell by itself.
     *
     * @throws OutputClosedException where it could not
     */
    public void checkWritten() {
        if (out.checkError()) {
            throw new OutputClosedException();
        }
    }

    /** The process's own, always UTF-8. */
    public static Console ofProcess(Environment environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new Console(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                !dumb && Terminal.isTerminal(1),
                !dumb && Terminal.isTerminal(2),
                environment.get("NO_COLOR") == null);
    }

    /** Standard error, as a stream with such a line. */
    LiveStream liveLine() {
        return (LiveStream) err;
    }
}
