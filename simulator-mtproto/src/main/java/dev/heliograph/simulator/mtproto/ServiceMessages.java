// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import java.time.Duration;
import java.util.List;

/** Answers what clients say to keep the conversation going. */
final class ServiceMessages {
    private static final int FUTURE_SALTS = 0xae500895;
    private static final int RECEIVED = 4;
    private static final int UNKNOWN = 1;
    private static final int LONGEST_WAIT = 3600;

    private final DataCentre centre;

    ServiceMessages(DataCentre centre) {
        this.centre = centre;
    }

    /** Answers it; false where it is none of these. */
    boolean take(Arrival arrival, long messageId, TlObject object) {
        Session session = arrival.session();
        switch (object.name()) {
            case "ping" -> pong(session, messageId, object);
            case "ping_delay_disconnect" -> {
                int delay = Math.max(0, Math.min(LONGEST_WAIT, object.int32("disconnect_delay")));
                arrival.connection().endAfter(Duration.ofSeconds(delay));
                pong(session, messageId, object);
            }
            case "get_future_salts" -> futureSalts(arrival, messageId, object);
            case "msgs_ack" -> object.elements("msg_ids", Long.class).forEach(session::confirmed);
            case "msgs_state_req" -> states(session, messageId, object);
            case "msg_resend_req" -> object.elements("msg_ids", Long.class).forEach(session::repeat);
            case "destroy_session" -> destroySession(arrival, object);
            case "destroy_auth_key" -> destroyKey(arrival);
            case "rpc_drop_answer" -> {
                byte[] unknown = centre.write(TlObject.of("rpc_answer_unknown"));
                session.send(Session.result(messageId, unknown), messageId, true);
            }
            // nothing is asked by these
            case "http_wait", "msgs_state_info", "msgs_all_info", "msg_detailed_info", "msg_new_detailed_info" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void pong(Session session, long messageId, TlObject ping) {
        session.say(TlObject.of("pong").with("msg_id", messageId).with("ping_id", ping.int64("ping_id")), true);
    }

    private void futureSalts(Arrival arrival, long messageId, TlObject question) {
        long second = centre.second();
        TlWriter out = TlWriter.empty().int32(FUTURE_SALTS).int64(messageId).int32((int) second);
        arrival.key().salts().writeFuture(out, question.int32("num"), second);
        arrival.session().sayRaw(out.toArray(), true);
    }

    /** A state for each; an answer that is asked about did not arrive, so it is said again. */
    private static void states(Session session, long messageId, TlObject question) {
        List<Long> asked = question.elements("msg_ids", Long.class);
        byte[] states = new byte[asked.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = (byte) (session.vouchesFor(asked.get(i)) ? RECEIVED : UNKNOWN);
        }
        session.say(
                TlObject.of("msgs_state_info").with("req_msg_id", messageId).with("info", Bytes.copyOf(states)), true);
        asked.stream().limit(SentMessages.MOST).forEach(session::repeatAnswer);
    }

    private static void destroySession(Arrival arrival, TlObject question) {
        long number = question.int64("session_id");
        boolean other = number != arrival.session().id() && arrival.key().root().remove(number);
        arrival.session()
                .say(
                        TlObject.of(other ? "destroy_session_ok" : "destroy_session_none")
                                .with("session_id", number),
                        true);
    }

    private void destroyKey(Arrival arrival) {
        AuthKey root = arrival.key().root();
        if (centre.keys().forget(root)) {
            centre.handler().destroyed(root);
        }
        // the last that is ever sealed with it
        arrival.session().say(TlObject.of("destroy_auth_key_ok"), true);
    }
}
