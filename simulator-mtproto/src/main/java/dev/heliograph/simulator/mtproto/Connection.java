// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.Framing.Frame;
import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.crypto.MessageCipher;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import dev.heliograph.spi.time.Alarm;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection of a client, from its first byte on. Whatever breaks the protocol ends it. */
final class Connection {
    private static final long MOST_UNANSWERED_BYTES = 16 << 20;
    private static final int MOST_UNANSWERED = 4096;

    private final DataCentre centre;
    private final Wire wire;
    private final Front front;
    private final Socks5 socks;
    private final ByteQueue raw = new ByteQueue();
    private final ByteQueue revealed = new ByteQueue();
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final MessageIds plainIds = new MessageIds();
    private boolean entered;
    private @Nullable Obfuscation obfuscation;
    private @Nullable KeyExchange exchange;
    private @Nullable Alarm farewell;
    private long unansweredBytes;
    private int unanswered;
    private boolean held;
    private boolean closed;

    Connection(DataCentre centre, Front front, Wire wire) {
        this.centre = centre;
        this.wire = wire;
        this.front = front;
        this.socks = new Socks5(front, wire.out());
        this.entered = !front.isSocks();
    }

    boolean isClosed() {
        return closed;
    }

    /** Takes what arrived. */
    void receive(byte[] chunk) {
        if (closed) {
            return;
        }
        raw.add(chunk);
        proceed();
    }

    /** The other side, or whatever carries it, is gone. */
    void gone() {
        if (closed) {
            return;
        }
        closed = true;
        Alarm waiting = farewell;
        if (waiting != null) {
            waiting.cancel();
        }
        for (Session session : sessions) {
            session.detach(this);
        }
    }

    void cut() {
        wire.cut().run();
        gone();
    }

    void carries(Session session) {
        sessions.removeIf(Session::isClosed);
        sessions.add(session);
    }

    /** Sends a whole message. */
    void send(byte[] payload) {
        Obfuscation way = obfuscation;
        if (way != null && !closed) {
            wire.out().accept(way.hide(way.framing().wrap(payload)));
        }
    }

    /** Ends it unless somebody asks for more time before. */
    void endAfter(Duration delay) {
        Alarm waiting = farewell;
        if (waiting != null) {
            waiting.cancel();
        }
        farewell = centre.after(delay, this::cut);
    }

    /** A call came by it that is not answered yet; with too many of them no more are taken. */
    void owes(int bytes) {
        unanswered++;
        unansweredBytes += bytes;
        if (!held && (unanswered >= MOST_UNANSWERED || unansweredBytes >= MOST_UNANSWERED_BYTES)) {
            held = true;
            wire.reading().accept(false);
        }
    }

    void paid(int bytes) {
        unanswered--;
        unansweredBytes -= bytes;
        if (held && !closed && unanswered < MOST_UNANSWERED / 2 && unansweredBytes < MOST_UNANSWERED_BYTES / 2) {
            held = false;
            wire.reading().accept(true);
            centre.execute(this::proceed);
        }
    }

    private void proceed() {
        try {
            advance();
        } catch (Misuse broken) {
            refuse(broken.code());
        }
    }

    private void advance() {
        if (closed) {
            return;
        }
        if (!entered) {
            entered = socks.advance(raw);
            if (!entered) {
                return;
            }
        }
        Obfuscation way = obfuscation;
        if (way == null) {
            way = Obfuscation.read(raw, front);
            if (way == null) {
                return;
            }
            obfuscation = way;
        }
        if (raw.size() > 0) {
            revealed.add(way.reveal(raw.take(raw.size())));
        }
        while (!closed && !held) {
            Frame frame = way.framing().next(revealed);
            if (frame == null) {
                return;
            }
            take(way, frame);
        }
    }

    private void take(Obfuscation way, Frame frame) {
        byte[] payload = frame.payload();
        if (payload.length < 24) {
            throw new Misuse("a message of " + payload.length + " bytes");
        }
        long keyId = Digests.int64(payload, 0);
        if (keyId == 0) {
            takePlain(way, payload);
            return;
        }
        AuthKey key = centre.keys().find(way.dc(), keyId);
        if (key == null || key.isOver(centre.second())) {
            throw new Misuse(Misuse.UNKNOWN_KEY, "an unknown key");
        }
        // what is left over is padding of the frame
        int sealed = (payload.length - 24) & ~15;
        byte[] padded =
                MessageCipher.open(key.secret(), MessageCipher.FROM_CLIENT, Digests.slice(payload, 8, 24 + sealed));
        if (padded == null) {
            throw new Misuse(Misuse.UNKNOWN_KEY, "a message that its key does not open");
        }
        Envelope envelope = Envelope.open(padded);
        if (frame.quickAck()) {
            byte[] hash = MessageCipher.largeHash(key.secret(), MessageCipher.FROM_CLIENT, padded);
            wire.out().accept(way.hide(way.framing().quickAck(Digests.int32(hash, 0))));
        }
        centre.inbox().take(this, key, envelope);
    }

    private void takePlain(Obfuscation way, byte[] payload) {
        TlReader in = TlReader.of(payload);
        in.raw(16);
        int length = in.int32();
        if (length < 4 || length > in.left()) {
            throw new Misuse(Misuse.UNKNOWN_KEY, "an open message of " + length + " bytes");
        }
        KeyExchange current = exchange;
        if (current == null) {
            current = new KeyExchange(centre, way.dc());
            exchange = current;
        }
        byte[] answer = centre.write(current.answer(in.raw(length)));
        send(TlWriter.empty()
                .int64(0)
                .int64(plainIds.next(centre.now(), true))
                .int32(answer.length)
                .raw(answer)
                .toArray());
    }

    private void refuse(int code) {
        if (code != 0) {
            send(TlWriter.empty().int32(code).toArray());
        }
        wire.end().run();
        gone();
    }
}
