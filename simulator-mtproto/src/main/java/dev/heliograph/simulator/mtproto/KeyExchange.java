// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.crypto.AesIge;
import dev.heliograph.simulator.mtproto.crypto.DhGroup;
import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.crypto.RsaPad;
import dev.heliograph.simulator.mtproto.tl.TlBudget;
import dev.heliograph.simulator.mtproto.tl.TlException;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a client that has no key gets one: three questions and answers, in the open. One at a time on a connection. */
final class KeyExchange {
    private static final byte[] P = {43};
    private static final byte[] Q = {47};
    private static final byte[] PQ = {0x07, (byte) 0xe5};
    private static final long LONGEST_LIFE = 86_400 * 2;

    private final DataCentre centre;
    private final DcAddress dc;
    private byte[] nonce = new byte[0];
    private byte[] serverNonce = new byte[0];
    private byte @Nullable [] newNonce;
    private byte @Nullable [] secret;
    private long expiresAt;

    KeyExchange(DataCentre centre, DcAddress dc) {
        this.centre = centre;
        this.dc = dc;
    }

    TlObject answer(byte[] body) {
        try {
            TlObject question = centre.codec().read(TlReader.of(body), TlBudget.ofBytes(0));
            return switch (question.name()) {
                case "req_pq", "req_pq_multi" -> begin(question);
                case "req_DH_params" -> offer(question);
                case "set_client_DH_params" -> agree(question);
                default -> throw wrong();
            };
        } catch (TlException malformed) {
            throw wrong();
        }
    }

    private TlObject begin(TlObject question) {
        nonce = question.bytes("nonce");
        serverNonce = centre.noise(16);
        newNonce = null;
        secret = null;
        // any product of two primes will do, and the client has to factor it
        return echo("resPQ")
                .with("pq", Bytes.copyOf(PQ))
                .with("server_public_key_fingerprints", List.of(centre.rsa().fingerprint()));
    }

    private TlObject offer(TlObject question) {
        checkNonces(question);
        check(Arrays.equals(question.bytes("p"), P) && Arrays.equals(question.bytes("q"), Q));
        check(question.int64("public_key_fingerprint") == centre.rsa().fingerprint());
        byte[] data = RsaPad.open(centre.rsa(), question.bytes("encrypted_data"));
        if (data == null) {
            throw wrong();
        }
        TlObject inner = centre.codec().read(TlReader.of(data), TlBudget.ofBytes(0));
        check(inner.is("p_q_inner_data_dc") || inner.is("p_q_inner_data_temp_dc"));
        checkNonces(inner);
        check(Arrays.equals(inner.bytes("pq"), PQ));
        expiresAt = 0;
        if (inner.is("p_q_inner_data_temp_dc")) {
            int life = inner.int32("expires_in");
            check(life > 0 && life <= LONGEST_LIFE);
            expiresAt = centre.second() + life;
        }
        newNonce = inner.bytes("new_nonce");
        secret = centre.noise(32);
        TlObject offered = echo("server_DH_inner_data")
                .with("g", DhGroup.GENERATOR)
                .with("dh_prime", Bytes.copyOf(DhGroup.prime()))
                .with("g_a", Bytes.copyOf(DhGroup.open(secret)))
                .with("server_time", (int) centre.second());
        return echo("server_DH_params_ok").with("encrypted_answer", Bytes.copyOf(encrypt(newNonce, offered)));
    }

    private byte[] encrypt(byte[] fresh, TlObject offered) {
        byte[] inner = centre.write(offered);
        byte[] hashed = Digests.concat(Digests.sha1(inner), inner);
        byte[] padded = Digests.concat(hashed, centre.noise(-hashed.length & 15));
        return AesIge.encrypt(key(fresh), vector(fresh), padded);
    }

    private TlObject agree(TlObject question) {
        checkNonces(question);
        byte[] fresh = newNonce;
        byte[] exponent = secret;
        byte[] encrypted = question.bytes("encrypted_data");
        if (fresh == null || exponent == null || encrypted.length % 16 != 0 || encrypted.length < 32) {
            throw wrong();
        }
        byte[] padded = AesIge.decrypt(key(fresh), vector(fresh), encrypted);
        TlReader in = TlReader.of(padded);
        byte[] hash = in.raw(20);
        TlObject inner = centre.codec().read(in, TlBudget.ofBytes(0));
        check(inner.is("client_DH_inner_data"));
        check(Arrays.equals(hash, Digests.sha1(Digests.slice(padded, 20, padded.length - in.left()))));
        check(in.left() < 16);
        checkNonces(inner);
        byte[] shared = DhGroup.agree(inner.bytes("g_b"), exponent);
        if (shared == null) {
            throw wrong();
        }
        long salt = Digests.int64(fresh, 0) ^ Digests.int64(serverNonce, 0);
        centre.keys().add(new AuthKey(shared, dc, expiresAt, salt));
        newNonce = null;
        secret = null;
        byte[] proof = Digests.sha1(fresh, new byte[] {1}, Digests.slice(Digests.sha1(shared), 0, 8));
        return echo("dh_gen_ok").with("new_nonce_hash1", Bytes.copyOf(Digests.slice(proof, 4, 20)));
    }

    private byte[] key(byte[] fresh) {
        return Digests.concat(Digests.sha1(fresh, serverNonce), Digests.slice(Digests.sha1(serverNonce, fresh), 0, 12));
    }

    private byte[] vector(byte[] fresh) {
        return Digests.concat(
                Digests.slice(Digests.sha1(serverNonce, fresh), 12, 20),
                Digests.sha1(fresh, fresh),
                Digests.slice(fresh, 0, 4));
    }

    private TlObject echo(String name) {
        return TlObject.of(name).with("nonce", Bytes.copyOf(nonce)).with("server_nonce", Bytes.copyOf(serverNonce));
    }

    private void checkNonces(TlObject question) {
        check(nonce.length > 0
                && Arrays.equals(question.bytes("nonce"), nonce)
                && Arrays.equals(question.bytes("server_nonce"), serverNonce));
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw wrong();
        }
    }

    private static Misuse wrong() {
        return new Misuse(Misuse.UNKNOWN_KEY, "a key exchange that goes wrong");
    }
}
