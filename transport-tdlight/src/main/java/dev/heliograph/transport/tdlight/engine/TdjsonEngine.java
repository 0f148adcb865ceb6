// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.heliograph.model.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * TDLib through the C interface of libtdjson. A process has one, since the library keeps its clients, keys and log for the whole
 * process and is never unloaded. May be called from any thread, {@link #receive} by one at a time.
 */
public final class TdjsonEngine implements TdEngine {
    /** RTLD_LAZY without RTLD_GLOBAL: the library has an OpenSSL inside whose names must not meet those of others. */
    private static final int LOCAL = 1;

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final JsonMapper JSON = new JsonMapper();

    private final NativeLibrary library;
    private final TdjsonLog log;
    private final String version;

    private TdjsonEngine(NativeLibrary library, TdjsonLog log) {
        this.library = library;
        this.log = log;
        log.listen();
        this.version = JSON.readTree(execute("{\"@type\":\"getOption\",\"name\":\"version\"}"))
                .path("value")
                .asString("");
    }

    /** Loads a library that the process has not loaded yet. */
    static TdjsonEngine bind(Path file) {
        try {
            NativeLibrary library =
                    NativeLibrary.getInstance(file.toString(), Map.of(Library.OPTION_OPEN_FLAGS, LOCAL));
            Native.register(TdjsonCalls.class, library);
            return new TdjsonEngine(library, new TdjsonLog());
        } catch (UnsatisfiedLinkError broken) {
            throw new ConfigurationException("'" + file + "' cannot be loaded as TDLib's libtdjson: " + reason(broken));
        }
    }

    /** What the system said: JNA puts a line before it, and all of the class path behind it. */
    private static String reason(UnsatisfiedLinkError broken) {
        List<String> lines = String.valueOf(broken.getMessage()).lines().toList();
        return lines.get(Math.min(1, lines.size() - 1));
    }

    /** Which messages of TDLib are logged, from 0, fatal ones, to 2, warnings; holds for the whole process. */
    void verbosity(int level) {
        log.verbosity(level);
    }

    @Override
    public int create() {
        return TdjsonCalls.td_create_client_id();
    }

    @Override
    public void send(int client, String request) {
        TdjsonCalls.td_send(client, text(request));
    }

    @Override
    public @Nullable String receive(Duration timeout) {
        return text(TdjsonCalls.td_receive(timeout.toNanos() / 1e9));
    }

    @Override
    public String execute(String request) {
        String answer = text(TdjsonCalls.td_execute(text(request)));
        if (answer == null) {
            throw new IllegalArgumentException("TDLib takes no such request without a client");
        }
        return answer;
    }

    @Override
    public String version() {
        return version;
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(utf8, utf8.length + 1);
    }

    private static @Nullable String text(@Nullable Pointer pointer) {
        return pointer == null ? null : pointer.getString(0, UTF_8);
    }

    @Override
    public String toString() {
        return "TDLib " + version + " from " + library.getFile();
    }
}
