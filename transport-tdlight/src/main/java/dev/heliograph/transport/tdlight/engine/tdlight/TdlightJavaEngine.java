// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * TDLib through TDLight-Java, where that is on the class path. A process needs one, {@link LoadedTdlight}; the application
 * may use TDLight-Java besides it, through the common client factory.
 *
 * <p>TDLight-Java keeps a thread that is no daemon, as long as a client is open: a process in which a client was not closed
 * does not end by itself. When the last client is closed, so is that thread.
 *
 * <p>May be used from any thread; received from by one at a time.
 */
public final class TdlightJavaEngine implements TdEngine, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TdlightJavaEngine.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EXTRA = "@extra";
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL = 500;

    /** An answer, an update or, instead of an object, an error of our own. */
    private record Event(
            int client,
            @Nullable JsonNode extra,
            @Nullable Object object,
            @Nullable ObjectNode error) {}

    private final RawTdlight library;
    private final TdApiCodec codec;
    private final TdlightClients clients;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile @Nullable String version;

    private TdlightJavaEngine(RawTdlight library, ClassLoader loader) {
        this.library = library;
        this.codec = new TdApiCodec(library.api(), loader);
        this.clients = new TdlightClients(library);
    }

    /**
     * Loads TDLight-Java and its natives.
     *
     * @param loader where TDLight-Java is looked for
     * @throws ConfigurationException if it or its natives are missing
     */
    public static TdlightJavaEngine load(ClassLoader loader) {
        return new TdlightJavaEngine(RawTdlight.load(loader), loader);
    }

    @Override
    public int create() {
        int number = numbers.incrementAndGet();
        clients.add(number);
        return number;
    }

    @Override
    public void send(int client, String request) {
        @Nullable JsonNode extra = null;
        try {
            JsonNode json = JSON.readTree(request);
            extra = json.get(EXTRA);
            Object function = codec.read(json, library.function());
            JsonNode tag = extra;
            boolean known = clients.send(
                    client,
                    function,
                    update -> events.add(new Event(client, null, update, null)),
                    answer -> events.add(new Event(client, tag, answer, null)));
            if (!known) {
                refuse(client, extra, BAD_REQUEST, "there is no client " + client);
            }
        } catch (JacksonException malformed) {
            refuse(client, null, BAD_REQUEST, "the request is not JSON");
        } catch (TdApiMismatchException wrong) {
            refuse(client, extra, BAD_REQUEST, String.valueOf(wrong.getMessage()));
        } catch (TdlightCallException failed) {
            LOG.warn("TDLight-Java did not take a request", failed);
            refuse(client, extra, INTERNAL, "TDLight-Java did not take the request: " + failed.getMessage());
        }
    }

    @Override
    public @Nullable String receive(Duration timeout) {
        try {
            Event event = events.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return event == null ? null : text(event);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public String execute(String request) {
        try {
            Object answer = clients.execute(codec.read(JSON.readTree(request), library.function()));
            return text(answer, null, null);
        } catch (JacksonException malformed) {
            return error(BAD_REQUEST, "the request is not JSON").toString();
        } catch (TdApiMismatchException wrong) {
            return error(BAD_REQUEST, String.valueOf(wrong.getMessage())).toString();
        } catch (TdlightCallException | IllegalAccessException failed) {
            return error(INTERNAL, "TDLight-Java failed: " + failed.getMessage())
                    .toString();
        }
    }

    /** {@inheritDoc} Asked once. */
    @Override
    public String version() {
        String known = version;
        if (known == null) {
            String answer = execute("{\"@type\":\"getOption\",\"name\":\"version\"}");
            known = JSON.readTree(answer).path("value").asString("");
            if (known.isEmpty()) {
                throw new ConfigurationException("engine=tdlight-java: TDLib did not tell its version: " + answer);
            }
            version = known;
        }
        return known;
    }

    /**
     * Closes what is still open, and waits for it unless the application has clients of its own. What was received can still
     * be taken. May be called again.
     */
    @Override
    public void close() {
        clients.close();
    }

    private void refuse(int client, @Nullable JsonNode extra, int code, String message) {
        events.add(new Event(client, extra, null, error(code, message)));
    }

    private String text(Event event) {
        ObjectNode error = event.error();
        Object object = event.object();
        if (object != null) {
            try {
                return text(object, event.extra(), event.client());
            } catch (IllegalAccessException | RuntimeException unwritable) {
                LOG.error("an object of TDLight-Java has no form in JSON", unwritable);
            }
        }
        ObjectNode json = error == null ? error(INTERNAL, "the answer has no form in JSON") : error;
        if (event.extra() != null) {
            json.set(EXTRA, event.extra());
        }
        return json.put("@client_id", event.client()).toString();
    }

    private String text(Object object, @Nullable JsonNode extra, @Nullable Integer client)
            throws IllegalAccessException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            codec.writeOpen(out, object);
            if (extra != null) {
                out.writeName(EXTRA);
                out.writeTree(extra);
            }
            if (client != null) {
                out.writeNumberProperty("@client_id", client);
            }
            out.writeEndObject();
        }
        return text.toString();
    }

    private static ObjectNode error(int code, String message) {
        return JSON.createObjectNode().put("@type", "error").put("code", code).put("message", message);
    }
}
