// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.LoopbackUser;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Who can sign in, and how. May be used from any thread. */
final class Town {
    private final Map<String, Person> byPhone = new ConcurrentSkipListMap<>();
    private final Map<Long, Person> byId = new ConcurrentSkipListMap<>();
    private final Map<Long, Token> bots = new ConcurrentSkipListMap<>();
    private volatile boolean strangersAmongBots = true;

    /**
     * A bot's token, in two parts.
     *
     * @param bot its number
     * @param secret what follows the colon
     * @param homeDc the data centre where the bot lives, or 0 for any
     */
    record Token(long bot, String secret, int homeDc) {}

    void settle(long id, LoopbackUser user) {
        String password = user.password();
        Person person = new Person(id, user, password == null ? null : Srp.of(password, "salt of " + id));
        byPhone.put(user.phone(), person);
        byId.put(id, person);
    }

    /** The digits of a number, however it was written. */
    static String digits(String phone) {
        return phone.replaceAll("[^0-9]", "");
    }

    @Nullable
    Person withPhone(String phone) {
        return byPhone.get(digits(phone));
    }

    @Nullable
    Person person(long id) {
        return byId.get(id);
    }

    @Nullable
    String phoneOf(long id) {
        Person person = byId.get(id);
        return person == null ? null : person.user().phone();
    }

    void addBot(String token, int homeDc) {
        Token parsed = parse(token);
        if (parsed == null) {
            throw new IllegalArgumentException("a token of " + token.length() + " characters: expected number:secret");
        }
        bots.put(parsed.bot(), new Token(parsed.bot(), parsed.secret(), homeDc));
    }

    /** Whether any well-formed token is good, the first secret of a number being the right one; true at first. */
    void admitUnknownBots(boolean admitted) {
        strangersAmongBots = admitted;
    }

    /** The bot of that token, or null. */
    @Nullable
    Token bot(String token) {
        Token parsed = parse(token);
        if (parsed == null) {
            return null;
        }
        Token known = strangersAmongBots ? bots.putIfAbsent(parsed.bot(), parsed) : bots.get(parsed.bot());
        if (known == null) {
            return strangersAmongBots ? parsed : null;
        }
        return known.secret().equals(parsed.secret()) ? known : null;
    }

    private static @Nullable Token parse(String token) {
        int colon = token.indexOf(':');
        if (colon < 1 || colon > 18 || colon == token.length() - 1) {
            return null;
        }
        String number = token.substring(0, colon);
        boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Long.parseLong(number) > 0
                ? new Token(Long.parseLong(number), token.substring(colon + 1), 0)
                : null;
    }
}
