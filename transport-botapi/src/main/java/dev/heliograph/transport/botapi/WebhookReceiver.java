// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.spi.time.Alarm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes updates that the server delivers, and answers each delivery once its handlers are done. May be used from any
 * thread; what it remembers is confined to the strand of the session.
 */
final class WebhookReceiver implements Receiver, WebhookHandler {
    /** Telegram waits about a minute for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int LATER = 503;
    /** What Telegram uses where it is not told; in each chat it keeps the order all the same. */
    private static final int CONNECTIONS = 40;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final Reception reception;
    private final PollCounts counts;
    private final String url;
    private final Duration timeout;
    private final byte[] secret;
    private final JsonMapper json = JsonMapper.builder().build();
    /** Updates that handlers have, with those who wait for the answer. Confined to the strand. */
    private final Map<Long, CompletableFuture<Integer>> inHand = new HashMap<>();

    private boolean wanted;
    private @Nullable UpdateReader reader;

    /**
     * A receiver that waits for its session.
     *
     * @param url what the server is told to deliver to, or empty where that is the user's business
     * @param secret what the server must show
     * @param timeout of the call that tells the server
     */
    WebhookReceiver(Reception reception, PollCounts counts, String url, String secret, Duration timeout) {
        this.reception = reception;
        this.counts = counts;
        this.url = url;
        this.timeout = timeout;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void receive(boolean listening) {
        reception.strand().execute(() -> wanted = listening);
    }

    @Override
    public CompletionStage<Optional<Failure>> connected(long self) {
        reception.strand().execute(() -> reader = new UpdateReader(self));
        if (url.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("url", url);
        params.put("secret_token", new String(secret, StandardCharsets.UTF_8));
        params.put("max_connections", CONNECTIONS);
        params.set("allowed_updates", UpdateReader.allowedUpdates());
        return reception
                .calls()
                .call("setWebhook", params, timeout)
                .thenApply(verdict -> Optional.ofNullable(verdict.failure()).map(WebhookReceiver::explained));
    }

    @Override
    public CompletionStage<Void> disconnected() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        reception.strand().execute(() -> {
            reader = null;
            gone.complete(null);
        });
        return gone;
    }

    @Override
    public CompletionStage<Integer> handle(@Nullable String secretToken, byte[] body) {
        byte[] shown = secretToken == null ? new byte[0] : secretToken.getBytes(StandardCharsets.UTF_8);
        // compares in constant time: how long it takes must not tell how much of a guess is right
        if (secret.length == 0 || !MessageDigest.isEqual(secret, shown)) {
            return CompletableFuture.completedFuture(UNAUTHORIZED);
        }
        JsonNode update = parsed(body);
        if (update == null || UpdateReader.idOf(update) == 0) {
            return CompletableFuture.completedFuture(BAD_REQUEST);
        }
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        reception.strand().execute(() -> take(UpdateReader.idOf(update), update, answer));
        return answer;
    }

    private @Nullable JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private void take(long id, JsonNode update, CompletableFuture<Integer> answer) {
        UpdateReader present = reader;
        if (present == null || !wanted) {
            answer.complete(LATER);
            return;
        }
        CompletableFuture<Integer> known = inHand.get(id);
        if (known != null) {
            await(known, answer);
            return;
        }
        counts.updateCame(reception.timeline().instant());
        Optional<Event> event = read(id, update, present);
        if (event.isEmpty()) {
            answer.complete(OK);
            return;
        }
        CompletableFuture<Integer> handled = new CompletableFuture<>();
        inHand.put(id, handled);
        counts.inHand.set(inHand.size());
        if (reception.sink().offer(event.get(), id, () -> ended(id, OK), () -> ended(id, LATER))) {
            await(handled, answer);
        } else {
            forget(id);
            answer.complete(LATER);
        }
    }

    private void await(CompletionStage<Integer> handled, CompletableFuture<Integer> answer) {
        Alarm tooLate = reception.strand().after(PATIENCE, () -> answer.complete(LATER));
        handled.thenAccept(status -> {
            tooLate.cancel();
            answer.complete(status);
        });
    }

    private void ended(long id, int status) {
        reception.strand().execute(() -> {
            CompletableFuture<Integer> waiting = inHand.get(id);
            forget(id);
            if (waiting != null) {
                waiting.complete(status);
            }
        });
    }

    private void forget(long id) {
        inHand.remove(id);
        counts.inHand.set(inHand.size());
    }

    private Optional<Event> read(long id, JsonNode update, UpdateReader present) {
        try {
            return present.read(update);
        } catch (RuntimeException malformed) {
            // refused, it would be delivered for ever
            counts.malformed.incrementAndGet();
            LOG.atWarn()
                    .addKeyValue("session", reception.session())
                    .addKeyValue("update", id)
                    .addKeyValue("fault", UpdateIntake.fault(malformed))
                    .log("an update could not be read; it is confirmed and passed over");
            return Optional.empty();
        }
    }

    private static Failure explained(Failure failure) {
        if (failure.kind() != Failure.Kind.REJECTED) {
            return failure;
        }
        Failure.Rejected refused = (Failure.Rejected) failure;
        return new Failure.Rejected(
                refused.status(), refused.code(), "the server does not accept the webhook: " + refused.reason());
    }
}
