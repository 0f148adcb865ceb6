// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.Session;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Signing in by a code that another client of the account scans, and moving a login between data centres. */
final class LoginTokens {
    private static final String LINK = "tg://login?token=";
    private static final int SECONDS = 30;
    private static final int LENGTH = 24;
    private static final int MOST = 10_000;

    private final Members members;
    private final Town town;
    private final Desk desk;
    private final RandomGenerator chance;
    private final Map<Bytes, Token> tokens = new LinkedHashMap<>();
    private final Map<Bytes, Member> exported = new LinkedHashMap<>();

    LoginTokens(Members members, Town town, Desk desk, RandomGenerator chance) {
        this.members = members;
        this.town = town;
        this.desk = desk;
        this.chance = chance;
    }

    /** A code that is shown. */
    private static final class Token {
        final Seat seat;
        final Session session;
        final int until;
        long account;

        Token(Seat seat, Session session, int until) {
            this.seat = seat;
            this.session = session;
            this.until = until;
        }
    }

    void addTo(Calls calls) {
        calls.addOpen("auth.exportLoginToken", this::show);
        calls.addOpen("auth.importLoginToken", this::importToken);
        calls.add("auth.acceptLoginToken", this::accept);
        calls.add("auth.exportAuthorization", this::exportAuthorization);
        calls.addOpen("auth.importAuthorization", this::importAuthorization);
    }

    /** The client shows a code, or asks what has become of the one that it shows. */
    private TlObject show(Query query) {
        for (Map.Entry<Bytes, Token> entry : tokens.entrySet()) {
            Token token = entry.getValue();
            if (token.seat == query.seat && token.account != 0) {
                return finish(query, entry.getKey(), token);
            }
        }
        tokens.values().removeIf(token -> token.seat == query.seat || token.until < desk.second());
        Bytes code = code();
        keep(tokens, code, new Token(query.seat, query.session, desk.second() + SECONDS));
        return TlObject.of("auth.loginToken")
                .with("expires", desk.second() + SECONDS)
                .with("token", code);
    }

    private TlObject importToken(Query query) {
        Bytes code = Bytes.copyOf(query.parameters.bytes("token"));
        Token token = valid(code);
        if (token.account == 0) {
            throw Refusal.of(400, "AUTH_TOKEN_INVALID");
        }
        return finish(query, code, token);
    }

    private TlObject finish(Query query, Bytes code, Token token) {
        Person person = town.person(token.account);
        int home = person == null ? 0 : person.user().homeDc();
        if (home != 0 && home != query.seat.dc()) {
            return TlObject.of("auth.loginTokenMigrateTo").with("dc_id", home).with("token", code);
        }
        if (person != null && person.password() != null) {
            tokens.remove(code);
            query.seat.owesPassword = person;
            throw Refusal.of(401, "SESSION_PASSWORD_NEEDED");
        }
        Member member = members.signIn(query.seat, token.account, false);
        tokens.remove(code);
        return TlObject.of("auth.loginTokenSuccess").with("authorization", desk.welcome(member));
    }

    private TlObject accept(Query query) {
        Token token = scan(
                Bytes.copyOf(query.parameters.bytes("token")), query.account().id());
        return Sittings.write(token.seat, false, desk);
    }

    /** The code in a link as clients show it. */
    static Bytes code(String link) {
        if (!link.startsWith(LINK)) {
            throw new IllegalArgumentException("a link of " + link.length() + " characters: expected " + LINK + "...");
        }
        return Bytes.copyOf(Base64.getUrlDecoder().decode(link.substring(LINK.length())));
    }

    /** Somebody scans a code, which may be gone. */
    void tryScan(Bytes code, long account) {
        Token token = tokens.get(code);
        if (token != null && token.account == 0) {
            scan(code, account);
        }
    }

    private Token scan(Bytes code, long account) {
        Token token = valid(code);
        if (token.account != 0) {
            throw Refusal.of(400, "AUTH_TOKEN_ALREADY_ACCEPTED");
        }
        token.account = account;
        token.session.push(TlObject.of("updateShort")
                .with("update", TlObject.of("updateLoginToken"))
                .with("date", desk.second()));
        return token;
    }

    private Token valid(Bytes code) {
        Token token = tokens.get(code);
        if (token == null) {
            throw Refusal.of(400, "AUTH_TOKEN_INVALID");
        }
        if (token.until < desk.second()) {
            throw Refusal.of(400, "AUTH_TOKEN_EXPIRED");
        }
        return token;
    }

    private TlObject exportAuthorization(Query query) {
        if (query.parameters.int32("dc_id") < 1) {
            throw Refusal.of(400, "DC_ID_INVALID");
        }
        Bytes code = code();
        keep(exported, code, query.member());
        return TlObject.of("auth.exportedAuthorization")
                .with("id", query.account().id())
                .with("bytes", code);
    }

    private TlObject importAuthorization(Query query) {
        Member from = exported.remove(Bytes.copyOf(query.parameters.bytes("bytes")));
        if (from == null || from.account().id() != query.parameters.int64("id")) {
            throw Refusal.of(400, "AUTH_BYTES_INVALID");
        }
        return desk.welcome(
                members.take(query.seat, from.account().id(), from.account().isBot()));
    }

    private Bytes code() {
        byte[] bytes = new byte[LENGTH];
        chance.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private static <T> void keep(Map<Bytes, T> where, Bytes code, T what) {
        where.put(code, what);
        if (where.size() > MOST) {
            Bytes eldest = where.keySet().iterator().next();
            where.remove(eldest);
        }
    }
}
