// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in to a {@link TelegramLoopback} with a phone number. Immutable: every method that changes something
 * gives a copy.
 *
 * @param phone the number, digits only
 * @param code what is asked for at login, by the app or by e-mail
 * @param password the second step, or null for none
 * @param hint what a client shows when it asks for the password, or null
 * @param email a pattern such as {@code a***@example.org} where codes come by e-mail, else null
 * @param username the public name without "@", or null
 * @param homeDc the data centre where the account lives, or 0 for wherever it signs in
 * @param isRegistered whether there is an account; without one a client is asked to sign up
 * @param isBanned whether the number is banned
 */
public record LoopbackUser(
        String phone,
        String code,
        @Nullable String password,
        @Nullable String hint,
        @Nullable String email,
        @Nullable String username,
        int homeDc,
        boolean isRegistered,
        boolean isBanned) {
    /** The code of users that were given no other, and of unknown numbers. */
    public static final String CODE = "12345";

    /** Keeps the digits of the number. */
    public LoopbackUser {
        phone = phone.replaceAll("[^0-9]", "");
        if (phone.length() < 7 || phone.length() > 15) {
            throw new IllegalArgumentException("a phone number of " + phone.length() + " digits: expected 7 to 15");
        }
    }

    /** Somebody with that number and the code {@link #CODE}, without a password. */
    public static LoopbackUser of(String phone) {
        return new LoopbackUser(phone, CODE, null, null, null, null, 0, true, false);
    }

    /** The same with another code. */
    public LoopbackUser withCode(String digits) {
        return new LoopbackUser(phone, digits, password, hint, email, username, homeDc, isRegistered, isBanned);
    }

    /** The same with a password, which is asked for after the code. */
    public LoopbackUser withPassword(String word, @Nullable String reminder) {
        return new LoopbackUser(phone, code, word, reminder, email, username, homeDc, isRegistered, isBanned);
    }

    /** The same, whose codes come by e-mail to an address of that pattern. */
    public LoopbackUser withEmail(String pattern) {
        return new LoopbackUser(phone, code, password, hint, pattern, username, homeDc, isRegistered, isBanned);
    }

    /** The same with a public name, without "@". */
    public LoopbackUser withUsername(String name) {
        return new LoopbackUser(phone, code, password, hint, email, name, homeDc, isRegistered, isBanned);
    }

    /** The same in another data centre, 1 or more: clients that ask elsewhere are sent there. */
    public LoopbackUser withHomeDc(int dc) {
        return new LoopbackUser(phone, code, password, hint, email, username, dc, isRegistered, isBanned);
    }

    /** A number without an account. */
    public LoopbackUser unregistered() {
        return new LoopbackUser(phone, code, password, hint, email, username, homeDc, false, isBanned);
    }

    /** A number that may not sign in. */
    public LoopbackUser banned() {
        return new LoopbackUser(phone, code, password, hint, email, username, homeDc, isRegistered, true);
    }

    @Override
    public String toString() {
        return "LoopbackUser[phone=" + phone + "]";
    }
}
