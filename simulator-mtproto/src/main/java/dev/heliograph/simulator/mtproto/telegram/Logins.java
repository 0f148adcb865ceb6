// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.LoopbackUser;
import dev.heliograph.simulator.mtproto.telegram.Town.Token;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signing in by token, and by phone with code and password; and signing out. */
final class Logins {
    private static final int RESEND_SECONDS = 60;
    private static final int CODE_SECONDS = 300;
    private static final int MOST_TRIES = 5;
    private static final int MOST_PENDING = 10_000;

    private final Members members;
    private final Town town;
    private final Desk desk;
    private final RandomGenerator chance;
    private final Map<String, Pending> codes = new LinkedHashMap<>();

    Logins(Members members, Town town, Desk desk, RandomGenerator chance) {
        this.members = members;
        this.town = town;
        this.desk = desk;
        this.chance = chance;
    }

    /** A code that was sent and not used yet. */
    private static final class Pending {
        final String phone;
        final int until;
        int tries;

        Pending(String phone, int until) {
            this.phone = phone;
            this.until = until;
        }
    }

    void addTo(Calls calls) {
        calls.addOpen("auth.importBotAuthorization", this::bot);
        calls.addOpen("auth.sendCode", this::sendCode);
        calls.addOpen("auth.resendCode", this::resendCode);
        calls.addOpen("auth.cancelCode", this::cancelCode);
        calls.addOpen("auth.signIn", this::signIn);
        calls.addOpen("auth.signUp", this::signUp);
    }

    private TlObject bot(Query query) {
        Token token = town.bot(query.parameters.string("bot_auth_token"));
        if (token == null) {
            throw Refusal.of(400, "ACCESS_TOKEN_INVALID");
        }
        requireHome(query.seat, token.homeDc(), "USER");
        return desk.welcome(members.signIn(query.seat, token.bot(), true));
    }

    private TlObject sendCode(Query query) {
        String phone = Town.digits(query.parameters.string("phone_number"));
        if (phone.length() < 7 || phone.length() > 15) {
            throw Refusal.of(400, "PHONE_NUMBER_INVALID");
        }
        Person person = town.withPhone(phone);
        if (person != null && person.user().isBanned()) {
            throw Refusal.of(400, "PHONE_NUMBER_BANNED");
        }
        if (person != null) {
            requireHome(query.seat, person.user().homeDc(), "PHONE");
        }
        return sent(phone, person, "auth.sentCodeTypeApp");
    }

    private TlObject resendCode(Query query) {
        Pending old = pending(query);
        codes.remove(query.parameters.string("phone_code_hash"));
        return sent(old.phone, town.withPhone(old.phone), "auth.sentCodeTypeSms");
    }

    private TlObject cancelCode(Query query) {
        pending(query);
        codes.remove(query.parameters.string("phone_code_hash"));
        return TlObject.bool(true);
    }

    private TlObject sent(String phone, @Nullable Person person, String kind) {
        String hash = Long.toHexString(chance.nextLong());
        codes.put(hash, new Pending(phone, desk.second() + CODE_SECONDS));
        if (codes.size() > MOST_PENDING) {
            String eldest = codes.keySet().iterator().next();
            codes.remove(eldest);
        }
        return TlObject.of("auth.sentCode")
                .with("type", type(person, kind))
                .with("phone_code_hash", hash)
                .with("next_type", TlObject.of("auth.codeTypeSms"))
                .with("timeout", RESEND_SECONDS);
    }

    private static TlObject type(@Nullable Person person, String kind) {
        String email = person == null ? null : person.user().email();
        if (person != null && email != null) {
            return TlObject.of("auth.sentCodeTypeEmailCode")
                    .with("email_pattern", email)
                    .with("length", person.user().code().length());
        }
        int length = person == null
                ? LoopbackUser.CODE.length()
                : person.user().code().length();
        return TlObject.of(kind).with("length", length);
    }

    private TlObject signIn(Query query) {
        Pending pending = pending(query);
        Person person = town.withPhone(pending.phone);
        check(pending, person, query.parameters);
        if (person == null || !person.user().isRegistered()) {
            return TlObject.of("auth.authorizationSignUpRequired");
        }
        if (person.password() != null) {
            query.seat.owesPassword = person;
            throw Refusal.of(401, "SESSION_PASSWORD_NEEDED");
        }
        TlObject welcome = desk.welcome(members.signIn(query.seat, person.id(), false));
        codes.remove(query.parameters.string("phone_code_hash"));
        return welcome;
    }

    private static void check(Pending pending, @Nullable Person person, TlObject parameters) {
        boolean email = person != null && person.user().email() != null;
        String right = person == null ? LoopbackUser.CODE : person.user().code();
        String shown = email && parameters.has("email_verification")
                ? parameters.object("email_verification").string("code", "")
                : parameters.string("phone_code", "");
        if (shown.isEmpty()) {
            throw Refusal.of(400, "PHONE_CODE_EMPTY");
        }
        if (!shown.equals(right)) {
            pending.tries++;
            throw Refusal.of(400, email ? "EMAIL_CODE_INVALID" : "PHONE_CODE_INVALID");
        }
    }

    /** Nobody is registered here: tests add their users. */
    private TlObject signUp(Query query) {
        pending(query);
        throw Refusal.of(406, "UPDATE_APP_TO_LOGIN");
    }

    private Pending pending(Query query) {
        Pending pending = codes.get(query.parameters.string("phone_code_hash"));
        String phone = Town.digits(query.parameters.string("phone_number"));
        if (pending == null || !pending.phone.equals(phone)) {
            throw Refusal.of(400, "PHONE_CODE_EXPIRED");
        }
        if (pending.until <= desk.second() || pending.tries >= MOST_TRIES) {
            throw Refusal.of(400, "PHONE_CODE_EXPIRED");
        }
        return pending;
    }

    private static void requireHome(Seat seat, int home, String what) {
        if (home != 0 && home != seat.dc()) {
            throw Refusal.migrate(what, home);
        }
    }
}
