// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.tl.TlBudget;
import dev.heliograph.simulator.mtproto.tl.TlException;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import org.jspecify.annotations.Nullable;

/** Where opened messages go: holds what the protocol holds against them, takes containers apart and tells calls apart. */
final class Inbox {
    private static final int CONTAINER = 0x73f1f8dc;
    private static final int MOST_IN_CONTAINER = 1024;
    private static final int MOST_UNPACKED = 4 << 20;
    private static final int WRONG_SALT = 48;
    private static final int WRONG_CONTAINER = 64;

    private final DataCentre centre;
    private final ServiceMessages service;
    private final Queries queries;

    Inbox(DataCentre centre) {
        this.centre = centre;
        this.service = new ServiceMessages(centre);
        this.queries = new Queries(centre);
    }

    void take(Connection connection, AuthKey key, Envelope envelope) {
        AuthKey owner = key.root();
        Session session = owner.session(envelope.session());
        if (session == null) {
            session = new Session(centre, key, envelope.session());
            owner.add(session);
        }
        long first = first(envelope);
        session.attach(connection, key, first);
        int complaint = MessageIds.complaint(envelope.messageId(), centre.now());
        if (complaint != 0) {
            session.say(bad(envelope, complaint), true);
            return;
        }
        long second = centre.second();
        if (!key.salts().accepts(envelope.salt(), second)) {
            session.say(
                    bad("bad_server_salt", envelope, WRONG_SALT)
                            .with("new_server_salt", key.salts().current(second)),
                    true);
            return;
        }
        if (session.begins()) {
            session.greet(first);
            if (key.isBound()) {
                centre.handler().began(owner, session);
            }
        }
        open(new Arrival(connection, key, session, TlBudget.ofBytes(MOST_UNPACKED)), envelope);
    }

    /** The smallest number in a message: a container has a larger one than what is in it. */
    private static long first(Envelope envelope) {
        long first = envelope.messageId();
        TlReader in = TlReader.of(envelope.body());
        if (in.int32() != CONTAINER || in.left() < 4) {
            return first;
        }
        in.int32();
        while (in.left() >= 16) {
            first = Math.min(first, in.int64());
            in.int32();
            int length = in.int32();
            if (length < 0 || length > in.left()) {
                break;
            }
            in.raw(length);
        }
        return first;
    }

    private void open(Arrival arrival, Envelope envelope) {
        TlReader in = TlReader.of(envelope.body());
        if (in.peek() == CONTAINER) {
            in.int32();
            if (!openContainer(arrival, in)) {
                arrival.session().say(bad(envelope, WRONG_CONTAINER), true);
            }
        } else {
            one(arrival, envelope.messageId(), envelope.body());
        }
    }

    private boolean openContainer(Arrival arrival, TlReader in) {
        if (in.left() < 4) {
            return false;
        }
        int count = in.int32();
        if (count < 0 || count > MOST_IN_CONTAINER || count > in.left() / 16) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (in.left() < 16) {
                return false;
            }
            long messageId = in.int64();
            in.int32();
            int length = in.int32();
            if (length < 4 || length % 4 != 0 || length > in.left() || (messageId & 3) != 0) {
                return false;
            }
            byte[] body = in.raw(length);
            if (TlReader.of(body).peek() == CONTAINER) {
                return false;
            }
            one(arrival, messageId, body);
        }
        return true;
    }

    private void one(Arrival arrival, long messageId, byte[] body) {
        Session session = arrival.session();
        if (session.isClosed() || arrival.key().isDestroyed()) {
            return;
        }
        if (!session.receive(messageId)) {
            session.repeatAnswer(messageId);
            return;
        }
        TlObject object = read(arrival, messageId, body);
        if (object == null) {
            return;
        }
        if (service.take(arrival, messageId, object)) {
            centre.owners().kept(arrival.key().root(), session);
        } else {
            queries.take(arrival, messageId, object, body.length);
        }
    }

    private @Nullable TlObject read(Arrival arrival, long messageId, byte[] body) {
        TlReader in = TlReader.of(body);
        RpcException refusal;
        try {
            TlObject object = centre.codec().read(in, arrival.budget());
            if (in.left() == 0) {
                return object;
            }
            refusal = RpcException.of(400, "INPUT_REQUEST_TOO_LONG");
        } catch (TlException malformed) {
            refusal = refusal(malformed, TlReader.of(body).peek());
        }
        arrival.session().send(queries.result(messageId, refusal), messageId, true);
        return null;
    }

    private RpcException refusal(TlException malformed, int outermost) {
        int unknown = malformed.unknown();
        if (unknown == 0) {
            return RpcException.of(400, "INPUT_FETCH_ERROR");
        }
        centre.notes().unknown(String.format("%08x in %08x", unknown, outermost));
        String what = unknown == outermost ? "METHOD" : "CONSTRUCTOR";
        return RpcException.of(400, "INPUT_" + what + "_INVALID_" + Integer.toUnsignedString(unknown));
    }

    private static TlObject bad(Envelope envelope, int code) {
        return bad("bad_msg_notification", envelope, code);
    }

    private static TlObject bad(String name, Envelope envelope, int code) {
        return TlObject.of(name)
                .with("bad_msg_id", envelope.messageId())
                .with("bad_msg_seqno", envelope.seqNo())
                .with("error_code", code);
    }
}
