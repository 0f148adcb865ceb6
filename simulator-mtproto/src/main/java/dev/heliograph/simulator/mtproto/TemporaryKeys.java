// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.crypto.MessageCipher;
import dev.heliograph.simulator.mtproto.tl.TlBudget;
import dev.heliograph.simulator.mtproto.tl.TlException;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import java.util.Arrays;
import java.util.List;

/** Binds keys that last for a day to those that last, and drops them. */
final class TemporaryKeys {
    private static final int HEAD = 32;

    private final DataCentre centre;

    TemporaryKeys(DataCentre centre) {
        this.centre = centre;
    }

    TlObject bind(Arrival arrival, long messageId, TlObject query) {
        AuthKey key = arrival.key();
        AuthKey permanent = centre.keys().find(key.dc(), query.int64("perm_auth_key_id"));
        if (permanent == null || permanent.isTemporary() || !key.isTemporary()) {
            throw refusal();
        }
        TlObject inner = open(permanent, messageId, query.bytes("encrypted_message"));
        boolean right = inner.is("bind_auth_key_inner")
                && inner.int64("nonce") == query.int64("nonce")
                && inner.int64("temp_auth_key_id") == key.id()
                && inner.int64("perm_auth_key_id") == permanent.id()
                && inner.int64("temp_session_id") == arrival.session().id()
                && inner.int32("expires_at") == query.int32("expires_at")
                && (!key.isBound() || key.root() == permanent);
        if (!right) {
            throw refusal();
        }
        if (!key.isBound()) {
            List<Session> taken = key.sessions();
            key.bind(permanent);
            taken.forEach(session -> centre.handler().began(permanent, session));
        }
        return TlObject.bool(true);
    }

    TlObject drop(AuthKey permanent, TlObject query) {
        List<Long> except = query.elements("except_auth_keys", Long.class);
        for (AuthKey key : centre.keys().all()) {
            if (key.isTemporary() && key.root() == permanent && !except.contains(key.id())) {
                centre.keys().forget(key);
            }
        }
        return TlObject.bool(true);
    }

    private TlObject open(AuthKey permanent, long messageId, byte[] message) {
        if (message.length < 24 + HEAD || Digests.int64(message, 0) != permanent.id()) {
            throw refusal();
        }
        byte[] messageKey = Digests.slice(message, 8, 24);
        byte[] padded = MessageCipher.openFirstVersion(permanent.secret(), Digests.slice(message, 8, message.length));
        if (padded == null) {
            throw refusal();
        }
        int length = Digests.int32(padded, 28);
        if (length < 4 || length > padded.length - HEAD) {
            throw refusal();
        }
        byte[] hash = Digests.sha1(Digests.slice(padded, 0, HEAD + length));
        if (!Arrays.equals(Digests.slice(hash, 4, 20), messageKey) || Digests.int64(padded, 16) != messageId) {
            throw refusal();
        }
        try {
            byte[] body = Digests.slice(padded, HEAD, HEAD + length);
            return centre.codec().read(TlReader.of(body), TlBudget.ofBytes(0));
        } catch (TlException malformed) {
            throw refusal();
        }
    }

    private static RpcException refusal() {
        return RpcException.of(400, "ENCRYPTED_MESSAGE_INVALID");
    }
}
