// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The second step of a login. */
final class Passwords {
    private static final int NOISE = 256;
    private static final int SALT = 8;

    private final Members members;
    private final Town town;
    private final Desk desk;
    private final RandomGenerator chance;

    Passwords(Members members, Town town, Desk desk, RandomGenerator chance) {
        this.members = members;
        this.town = town;
        this.desk = desk;
        this.chance = chance;
    }

    /**
     * What the server shows and keeps of one attempt.
     *
     * @param id by which the client names it
     * @param secret what the server keeps
     */
    record Attempt(long id, Bytes secret) {}

    void addTo(Calls calls) {
        calls.addOpen("account.getPassword", this::show);
        calls.addOpen("auth.checkPassword", this::check);
    }

    private TlObject show(Query query) {
        Person person = person(query);
        TlObject password = TlObject.of("account.password")
                .with(
                        "new_algo",
                        Srp.algorithm(noise(SALT).toArray(), noise(SALT).toArray()))
                .with(
                        "new_secure_algo",
                        TlObject.of("securePasswordKdfAlgoPBKDF2HMACSHA512iter100000")
                                .with("salt", noise(SALT)))
                .with("secure_random", noise(NOISE));
        Srp srp = person == null ? null : person.password();
        if (person == null || srp == null) {
            return password;
        }
        Attempt attempt = new Attempt(chance.nextLong(), noise(NOISE));
        query.seat.attempt = attempt;
        return password.with("has_password", true)
                .with("current_algo", srp.algorithm())
                .with("srp_B", Bytes.copyOf(srp.challenge(attempt.secret().toArray())))
                .with("srp_id", attempt.id())
                .with("hint", person.user().hint());
    }

    private TlObject check(Query query) {
        Person person = query.seat.owesPassword;
        Srp srp = person == null ? null : person.password();
        if (person == null || srp == null) {
            throw Refusal.unregistered();
        }
        TlObject shown = query.parameters.object("password");
        Attempt attempt = query.seat.attempt;
        if (!shown.is("inputCheckPasswordSRP")) {
            throw Refusal.of(400, "PASSWORD_HASH_INVALID");
        }
        if (attempt == null || attempt.id() != shown.int64("srp_id")) {
            throw Refusal.of(400, "SRP_ID_INVALID");
        }
        if (!srp.accepts(attempt.secret().toArray(), shown.bytes("A"), shown.bytes("M1"))) {
            throw Refusal.of(400, "PASSWORD_HASH_INVALID");
        }
        return desk.welcome(members.signIn(query.seat, person.id(), false));
    }

    private @Nullable Person person(Query query) {
        if (query.seat.owesPassword != null) {
            return query.seat.owesPassword;
        }
        return town.person(query.account().id());
    }

    private Bytes noise(int count) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }
}
