// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TDLib logs, handed to SLF4J instead of the standard error stream, where it would stand by itself. At most warnings: beyond
 * these TDLib logs requests, with the tokens and passwords in them.
 */
final class TdjsonLog implements TdjsonCalls.Log {
    private static final Logger LOG = LoggerFactory.getLogger(TdjsonEngine.class);
    private static final int FATAL = 0;
    private static final int ERROR = 1;
    private static final int WARNING = 2;

    /** Takes over the log of the process. */
    void listen() {
        // threads of TDLib that once logged stay known to the JVM, and do not keep it from ending
        Native.setCallbackThreadInitializer(this, new CallbackThreadInitializer(true, false, "tdlib"));
        execute("{\"@type\":\"setLogStream\",\"log_stream\":{\"@type\":\"logStreamEmpty\"}}");
        verbosity(ERROR);
    }

    void verbosity(int level) {
        int bounded = Math.max(FATAL, Math.min(WARNING, level));
        TdjsonCalls.td_set_log_message_callback(bounded, this);
        execute("{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":" + bounded + "}");
    }

    private static void execute(String request) {
        TdjsonCalls.td_execute((request + "\0").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void message(int level, Pointer text) {
        String line = text.getString(0, StandardCharsets.UTF_8.name()).strip();
        switch (level) {
            case FATAL -> LOG.error("TDLib ends the process: {}", line);
            case ERROR -> LOG.warn("{}", line);
            default -> LOG.info("{}", line);
        }
    }
}
