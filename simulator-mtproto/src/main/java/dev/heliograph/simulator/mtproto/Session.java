// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.SentMessages.Sent;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one client, which outlives its connections: what it was not told yet waits for the next one.
 *
 * <p>What is public may be used from any thread.
 */
public final class Session {
    private static final int MOST_RECEIVED = 4096;
    private static final Duration ACK_DELAY = Duration.ofMillis(200);

    private final DataCentre centre;
    private final long id;
    private final long uniqueId;
    private final MessageIds ids = new MessageIds();
    private final SentMessages sent = new SentMessages();
    private final Set<Long> received = new LinkedHashSet<>();
    private final Set<Long> unacknowledged = new LinkedHashSet<>();
    private final Set<Long> vouched = new LinkedHashSet<>();
    private final Map<Long, CompletableFuture<Void>> running = new LinkedHashMap<>();
    private AuthKey key;
    private volatile @Nullable Connection connection;
    private Owners.@Nullable Announcement announcement;
    private int counted;
    private boolean ackComing;
    private boolean begun;
    private volatile boolean closed;

    Session(DataCentre centre, AuthKey key, long id) {
        this.centre = centre;
        this.key = key;
        this.id = id;
        this.uniqueId = centre.chance().nextLong();
    }

    /** The number that the client chose. */
    public long id() {
        return id;
    }

    /** Whether there is a connection at this moment. */
    public boolean isConnected() {
        return connection != null;
    }

    /** Whether it is over. */
    public boolean isClosed() {
        return closed;
    }

    /** Tells the client something that it did not ask for, such as updates; now, or when it connects again. */
    public void push(TlObject object) {
        byte[] body = centre.write(object);
        centre.execute(() -> send(body, 0, true));
    }

    /** Cuts the connection that there is, without a word. */
    public void disconnect() {
        centre.execute(() -> {
            Connection current = connection;
            if (current != null) {
                current.cut();
            }
        });
    }

    /** Takes the connection and the key that a message came by, and says again what was lost with an earlier one. */
    void attach(Connection current, AuthKey by, long messageId) {
        key = by;
        if (connection == current) {
            return;
        }
        connection = current;
        current.carries(this);
        if (sent.takeMissed()) {
            greet(messageId);
        }
        repeat();
    }

    void detach(Connection gone) {
        if (connection == gone) {
            connection = null;
        } else if (connection != null) {
            repeat();
        }
    }

    /** What it said about itself; null where it said nothing yet. */
    Owners.@Nullable Announcement announcement() {
        return announcement;
    }

    void announced(Owners.Announcement first) {
        announcement = first;
    }

    /** Whether this is its first good message; asking takes note of it. */
    boolean begins() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /** Says that a session begins with that message, or begins anew. */
    void greet(long firstMessage) {
        TlObject hello = TlObject.of("new_session_created")
                .with("first_msg_id", firstMessage)
                .with("unique_id", uniqueId)
                .with("server_salt", key.salts().current(centre.second()));
        send(centre.write(hello), 0, true);
    }

    /** Remembers a message of the client; false where it came before. */
    boolean receive(long messageId) {
        if (!received.add(messageId)) {
            return false;
        }
        if (received.size() > MOST_RECEIVED) {
            Long oldest = received.iterator().next();
            received.remove(oldest);
        }
        return true;
    }

    /** Whether that message came, for a client that asks; it will not ask again about one that did. */
    boolean vouchesFor(long messageId) {
        if (running.containsKey(messageId)) {
            vouched.add(messageId);
        }
        return received.contains(messageId);
    }

    /** Forgets a message as if it had never come; a client that was told otherwise is greeted anew, and sends it again. */
    void forget(long messageId) {
        received.remove(messageId);
        unacknowledged.remove(messageId);
        if (vouched.remove(messageId)) {
            sent.miss();
        }
    }

    /** What waits for the end of a call can wait for this; it is complete where that call is over or never came. */
    CompletableFuture<Void> running(long messageId) {
        CompletableFuture<Void> call = running.get(messageId);
        return call == null ? CompletableFuture.completedFuture(null) : call;
    }

    void begin(long messageId) {
        running.put(messageId, new CompletableFuture<>());
        unacknowledged.add(messageId);
        if (!ackComing) {
            ackComing = true;
            centre.after(ACK_DELAY, this::acknowledge);
        }
    }

    void end(long messageId) {
        unacknowledged.remove(messageId);
        CompletableFuture<Void> ended = running.remove(messageId);
        if (ended != null) {
            ended.complete(null);
        }
    }

    private void acknowledge() {
        ackComing = false;
        if (!unacknowledged.isEmpty()) {
            TlObject acks = TlObject.of("msgs_ack").with("msg_ids", List.copyOf(unacknowledged));
            vouched.addAll(unacknowledged);
            unacknowledged.clear();
            say(acks, true);
        }
    }

    /** The client got that message. */
    void confirmed(long messageId) {
        sent.remove(messageId);
    }

    /** Sends something that needs no confirmation and is not repeated. */
    void say(TlObject object, boolean answer) {
        sayRaw(centre.write(object), answer);
    }

    void sayRaw(byte[] body, boolean answer) {
        Connection current = connection;
        if (current != null) {
            transmit(current, ids.next(centre.now(), answer), counted * 2, body);
        }
    }

    /**
     * Sends something that is repeated until it is confirmed.
     *
     * @param answers the message that it answers, or 0
     */
    void send(byte[] body, long answers, boolean content) {
        if (closed) {
            return;
        }
        vouched.remove(answers);
        Sent message = new Sent(ids.next(centre.now(), answers != 0), counted * 2 + (content ? 1 : 0), body, answers);
        counted += content ? 1 : 0;
        transmit(message);
        sent.add(message);
    }

    /** Says an answer again that is still kept; false where it is not. */
    boolean repeatAnswer(long messageId) {
        Sent answer = sent.answerTo(messageId);
        if (answer != null) {
            transmit(answer);
        }
        return answer != null;
    }

    void repeat(long ownMessage) {
        Sent message = sent.get(ownMessage);
        if (message != null) {
            transmit(message);
        }
    }

    void close() {
        closed = true;
        connection = null;
    }

    private void repeat() {
        for (Sent message : sent.stranded()) {
            transmit(message);
        }
    }

    private void transmit(Sent message) {
        Connection current = connection;
        if (current != null) {
            message.by = current;
            transmit(current, message.id, message.seqNo, message.body);
        }
    }

    private void transmit(Connection current, long messageId, int seqNo, byte[] body) {
        long salt = key.salts().current(centre.second());
        current.send(new Envelope(salt, id, messageId, seqNo, body).seal(key, centre.chance()));
    }

    /** The bytes of an answer to a call. */
    static byte[] result(long messageId, byte[] body) {
        return TlWriter.empty().int32(0xf35c6d01).int64(messageId).raw(body).toArray();
    }
}
