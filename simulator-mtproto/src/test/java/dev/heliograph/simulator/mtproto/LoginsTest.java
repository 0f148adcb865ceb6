// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static dev.heliograph.simulator.mtproto.Handset.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Fault;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final String PHONE = "15550001";

    private final Exchange exchange = new Exchange();
    private final TelegramLoopback telegram = exchange.telegram;

    @AfterEach
    void close() throws IOException {
        exchange.close();
    }

    private static TlObject token(String token) {
        return TlObject.of("auth.importBotAuthorization")
                .with("flags", 0)
                .with("api_id", 1)
                .with("api_hash", "h")
                .with("bot_auth_token", token);
    }

    @Nested
    class A_bot {
        @Test
        void signs_in_by_any_token() throws IOException {
            TlObject user = exchange.handset().call(token("100:abc")).object("user");
            assertThat(user.int64("id")).isEqualTo(100);
            assertThat(user.flag("bot")).isTrue();
            assertThat(user.flag("self")).isTrue();
        }

        @Test
        void has_one_secret() throws IOException {
            exchange.handset().call(token("100:abc"));
            assertThat(refusal(exchange.handset().call(token("100:other")))).isEqualTo("400 ACCESS_TOKEN_INVALID");
        }

        @Test
        void needs_a_token_that_is_one() throws IOException {
            assertThat(refusal(exchange.handset().call(token("abc")))).isEqualTo("400 ACCESS_TOKEN_INVALID");
        }

        @Test
        void must_be_known_where_unknown_ones_are_not_admitted() throws IOException {
            telegram.admitUnknownBots(false);
            telegram.addBot("100:abc");
            assertThat(refusal(exchange.handset().call(token("101:abc")))).isEqualTo("400 ACCESS_TOKEN_INVALID");
            assertThat(exchange.handset().call(token("100:abc")).object("user").int64("id"))
                    .isEqualTo(100);
        }

        @Test
        void is_sent_to_the_data_centre_where_it_lives() throws IOException {
            telegram.addBot("100:abc", 4);
            assertThat(refusal(exchange.handset(2).call(token("100:abc")))).isEqualTo("303 USER_MIGRATE_4");
            assertThat(exchange.handset(4).call(token("100:abc")).is("auth.authorization"))
                    .isTrue();
        }
    }

    @Nested
    class A_migration {
        @Test
        void happens_to_an_account_once() throws IOException {
            telegram.rate(Fault.DC_MIGRATIONS, 1);
            int to = 0;
            for (int dc = 1; dc <= 5 && to == 0; dc++) {
                TlObject answer = exchange.handset(dc).call(token("100:abc"));
                to = answer.is("rpc_error") ? answer.int32("error_code") : 0;
            }
            assertThat(to).isEqualTo(303);
            assertThat(exchange.handset(2).call(token("100:abc")).is("auth.authorization"))
                    .isTrue();
        }
    }

    @Nested
    class A_code {
        private Handset handset;
        private String hash;

        private void ask(LoopbackUser user) throws IOException {
            telegram.addUser(user);
            handset = exchange.handset();
            hash = handset.sendCode("+" + PHONE).string("phone_code_hash");
        }

        @Test
        void opens_the_door() throws IOException {
            long id = telegram.addUser(PHONE);
            ask(LoopbackUser.of(PHONE).withUsername("ulla"));
            TlObject user = handset.signIn(hash, PHONE, "12345").object("user");
            assertThat(user.int64("id")).isEqualTo(id);
            assertThat(user.string("phone")).isEqualTo(PHONE);
            assertThat(user.string("username")).isEqualTo("ulla");
        }

        @Test
        void may_be_wrong() throws IOException {
            ask(LoopbackUser.of(PHONE).withCode("777"));
            assertThat(refusal(handset.signIn(hash, PHONE, "12345"))).isEqualTo("400 PHONE_CODE_INVALID");
            assertThat(handset.signIn(hash, PHONE, "777").is("auth.authorization"))
                    .isTrue();
        }

        @Test
        void is_good_for_five_tries() throws IOException {
            ask(LoopbackUser.of(PHONE));
            for (int i = 0; i < 5; i++) {
                handset.signIn(hash, PHONE, "1");
            }
            assertThat(refusal(handset.signIn(hash, PHONE, "12345"))).isEqualTo("400 PHONE_CODE_EXPIRED");
        }

        @Test
        void is_replaced_by_another_one_that_is_asked_for() throws IOException {
            ask(LoopbackUser.of(PHONE));
            TlObject again = handset.call(
                    TlObject.of("auth.resendCode").with("phone_number", PHONE).with("phone_code_hash", hash));
            assertThat(again.object("type").is("auth.sentCodeTypeSms")).isTrue();
            assertThat(refusal(handset.signIn(hash, PHONE, "12345"))).isEqualTo("400 PHONE_CODE_EXPIRED");
            TlObject welcome = handset.signIn(again.string("phone_code_hash"), PHONE, "12345");
            assertThat(welcome.is("auth.authorization")).isTrue();
        }

        @Test
        void may_come_by_mail() throws IOException {
            ask(LoopbackUser.of(PHONE).withEmail("a***@example.org"));
            TlObject type = handset.sendCode(PHONE).object("type");
            assertThat(type.string("email_pattern")).isEqualTo("a***@example.org");
            TlObject welcome = handset.call(TlObject.of("auth.signIn")
                    .with("phone_number", PHONE)
                    .with("phone_code_hash", hash)
                    .with(
                            "email_verification",
                            TlObject.of("emailVerificationCode").with("code", "12345")));
            assertThat(welcome.is("auth.authorization")).isTrue();
        }

        @Test
        void of_a_number_without_an_account_leads_to_a_registration_that_is_refused() throws IOException {
            handset = exchange.handset();
            hash = handset.sendCode("15550999").string("phone_code_hash");
            assertThat(handset.signIn(hash, "15550999", "12345").is("auth.authorizationSignUpRequired"))
                    .isTrue();
            TlObject refused = handset.call(TlObject.of("auth.signUp")
                    .with("phone_number", "15550999")
                    .with("phone_code_hash", hash)
                    .with("first_name", "A")
                    .with("last_name", "B"));
            assertThat(refusal(refused)).startsWith("406");
        }

        @Test
        void is_not_sent_to_a_banned_number() throws IOException {
            telegram.addUser(LoopbackUser.of(PHONE).banned());
            assertThat(refusal(exchange.handset().sendCode(PHONE))).isEqualTo("400 PHONE_NUMBER_BANNED");
        }

        @Test
        void is_sent_by_the_data_centre_where_the_account_lives() throws IOException {
            telegram.addUser(LoopbackUser.of(PHONE).withHomeDc(5));
            assertThat(refusal(exchange.handset(2).sendCode(PHONE))).isEqualTo("303 PHONE_MIGRATE_5");
        }
    }

    @Nested
    class A_password {
        private Handset handset;

        private TlObject owe() throws IOException {
            telegram.addUser(LoopbackUser.of(PHONE).withPassword("sesame", "open"));
            handset = exchange.handset();
            return handset.signIn(handset.sendCode(PHONE).string("phone_code_hash"), PHONE, "12345");
        }

        private TlObject answer(String password) throws Exception {
            TlObject asked = handset.call("account.getPassword");
            assertThat(asked.string("hint")).isEqualTo("open");
            return handset.call(TlObject.of("auth.checkPassword").with("password", Proof.of(asked, password)));
        }

        @Test
        void is_asked_for_after_the_code() throws Exception {
            assertThat(refusal(owe())).isEqualTo("401 SESSION_PASSWORD_NEEDED");
            assertThat(answer("sesame").is("auth.authorization")).isTrue();
        }

        @Test
        void may_be_wrong() throws Exception {
            owe();
            assertThat(refusal(answer("mustard"))).isEqualTo("400 PASSWORD_HASH_INVALID");
            assertThat(answer("sesame").is("auth.authorization")).isTrue();
        }

        @Test
        void answers_the_latest_question_only() throws Exception {
            owe();
            TlObject first = handset.call("account.getPassword");
            handset.call("account.getPassword");
            TlObject late = handset.call(TlObject.of("auth.checkPassword").with("password", Proof.of(first, "sesame")));
            assertThat(refusal(late)).isEqualTo("400 SRP_ID_INVALID");
        }

        @Test
        void is_no_way_in_by_itself() throws Exception {
            telegram.addUser(LoopbackUser.of(PHONE).withPassword("sesame", null));
            assertThat(refusal(exchange.handset().call("account.getPassword"))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        }
    }

    /** The client's half of the proof, written apart from the server's. */
    static final class Proof {
        private Proof() {}

        static TlObject of(TlObject asked, String password) throws Exception {
            TlObject algorithm = asked.object("current_algo");
            byte[] one = algorithm.bytes("salt1");
            byte[] two = algorithm.bytes("salt2");
            BigInteger p = new BigInteger(1, algorithm.bytes("p"));
            BigInteger g = BigInteger.valueOf(algorithm.int32("g"));
            byte[] word = password.getBytes(StandardCharsets.UTF_8);
            byte[] inner = hash(two, hash(one, word, one), two);
            BigInteger x = new BigInteger(1, hash(two, stretch(inner, one), two));
            BigInteger a = BigInteger.valueOf(3).pow(1200);
            byte[] shown = pad(g.modPow(a, p));
            byte[] challenge = asked.bytes("srp_B");
            BigInteger k = new BigInteger(1, hash(pad(p), pad(g)));
            BigInteger u = new BigInteger(1, hash(shown, pad(new BigInteger(1, challenge))));
            BigInteger base = new BigInteger(1, challenge)
                    .subtract(k.multiply(g.modPow(x, p)))
                    .mod(p);
            byte[] key = hash(pad(base.modPow(a.add(u.multiply(x)), p)));
            byte[] group = hash(pad(p));
            byte[] generator = hash(pad(g));
            for (int i = 0; i < group.length; i++) {
                group[i] ^= generator[i];
            }
            byte[] proof = hash(group, hash(one), hash(two), shown, challenge, key);
            return TlObject.of("inputCheckPasswordSRP")
                    .with("srp_id", asked.int64("srp_id"))
                    .with("A", Bytes.copyOf(shown))
                    .with("M1", Bytes.copyOf(proof));
        }

        private static byte[] stretch(byte[] password, byte[] salt) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            mac.update(salt);
            byte[] last = mac.doFinal(new byte[] {0, 0, 0, 1});
            BigInteger sum = new BigInteger(1, last);
            for (int i = 1; i < 100_000; i++) {
                last = mac.doFinal(last);
                sum = sum.xor(new BigInteger(1, last));
            }
            byte[] bytes = sum.toByteArray();
            byte[] result = new byte[64];
            int length = Math.min(64, bytes.length);
            System.arraycopy(bytes, bytes.length - length, result, 64 - length, length);
            return result;
        }

        private static byte[] hash(byte[]... parts) {
            return Handshake.hash("SHA-256", parts);
        }

        private static byte[] pad(BigInteger number) {
            byte[] bytes = number.toByteArray();
            int from = Math.max(0, bytes.length - 256);
            byte[] result = new byte[256];
            byte[] tail = Arrays.copyOfRange(bytes, from, bytes.length);
            System.arraycopy(tail, 0, result, 256 - tail.length, tail.length);
            return result;
        }
    }

    @Nested
    class A_code_to_scan {
        private TlObject show(Handset handset) throws IOException {
            return handset.call(TlObject.of("auth.exportLoginToken")
                    .with("api_id", 1)
                    .with("api_hash", "h")
                    .with("except_ids", List.of()));
        }

        @Test
        void lets_in_whom_another_client_of_the_account_scans() throws IOException {
            Handset old = exchange.user(PHONE);
            Handset fresh = exchange.handset();
            TlObject shown = show(fresh);
            TlObject session =
                    old.call(TlObject.of("auth.acceptLoginToken").with("token", Bytes.copyOf(shown.bytes("token"))));
            assertThat(session.is("authorization")).isTrue();
            assertThat(fresh.caller
                            .await("updateShort")
                            .object()
                            .object("update")
                            .is("updateLoginToken"))
                    .isTrue();
            assertThat(show(fresh).object("authorization").object("user").string("phone"))
                    .isEqualTo(PHONE);
        }

        @Test
        void leads_to_the_data_centre_where_the_account_lives() throws IOException {
            long id = telegram.addUser(LoopbackUser.of(PHONE).withHomeDc(4));
            Handset fresh = exchange.handset(2);
            byte[] code = show(fresh).bytes("token");
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(code);
            telegram.scan("tg://login?token=" + text, id);
            fresh.caller.await("updateShort");
            TlObject elsewhere = show(fresh);
            assertThat(elsewhere.int32("dc_id")).isEqualTo(4);
            TlObject welcome = exchange.handset(4)
                    .call(TlObject.of("auth.importLoginToken").with("token", Bytes.copyOf(elsewhere.bytes("token"))));
            assertThat(welcome.is("auth.loginTokenSuccess")).isTrue();
        }

        @Test
        void that_nobody_shows_is_refused() throws IOException {
            TlObject answer = exchange.user(PHONE)
                    .call(TlObject.of("auth.acceptLoginToken").with("token", Bytes.copyOf(new byte[5])));
            assertThat(refusal(answer)).isEqualTo("400 AUTH_TOKEN_INVALID");
        }
    }

    @Nested
    class A_session {
        @Test
        void is_needed_for_nearly_everything() throws IOException {
            assertThat(refusal(exchange.handset().call("updates.getState"))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        }

        @Test
        void ends_when_its_client_logs_out() throws IOException {
            Handset handset = exchange.bot(100);
            assertThat(handset.call("auth.logOut").is("auth.loggedOut")).isTrue();
            assertThat(refusal(handset.call("updates.getState"))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        }

        @Test
        void may_be_ended_from_elsewhere() throws IOException {
            Handset handset = exchange.bot(100);
            telegram.revoke(100);
            handset.caller.await("updatesTooLong");
            assertThat(refusal(handset.call("updates.getState"))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        }

        @Test
        void may_be_brought_along() throws IOException {
            Handset old = exchange.bot(100);
            AuthKey key = telegram.keyOf(100);
            assertThat(key).isNotNull();
            assertThat(key.bytes()).isEqualTo(old.caller.key());
            byte[] foreign = new byte[256];
            Arrays.fill(foreign, (byte) 7);
            telegram.importKey(2, Bytes.copyOf(foreign), 200, true);
            Handshake.Made made = new Handshake.Made(foreign, 0);
            Handset handset = new Handset(exchange, 2, new Caller(exchange.line(2), made, exchange.second(), 3));
            assertThat(handset.call("updates.getState").is("updates.state")).isTrue();
        }

        @Test
        void that_was_brought_along_can_join_at_once() {
            byte[] foreign = new byte[256];
            Arrays.fill(foreign, (byte) 9);
            telegram.importKey(2, Bytes.copyOf(foreign), 300, true);
            assertThatCode(() -> telegram.incidents().join(300, -1001000000002L))
                    .doesNotThrowAnyException();
        }

        @Test
        void moves_between_data_centres() throws IOException {
            Handset home = exchange.bot(100);
            TlObject ticket = home.call(TlObject.of("auth.exportAuthorization").with("dc_id", 4));
            TlObject welcome = exchange.handset(4)
                    .call(TlObject.of("auth.importAuthorization")
                            .with("id", ticket.int64("id"))
                            .with("bytes", Bytes.copyOf(ticket.bytes("bytes"))));
            assertThat(welcome.object("user").int64("id")).isEqualTo(100);
        }
    }
}
