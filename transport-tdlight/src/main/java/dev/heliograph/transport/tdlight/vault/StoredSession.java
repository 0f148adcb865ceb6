// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.transport.tdlight.session.SessionMaterial;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a session beside its TDLib database, and where that is kept in state, instead of it. Immutable; facts that are not known yet are null. Its text form shows
 * no key.
 */
public final class StoredSession {
    /** The length of a database key in bytes. */
    public static final int KEY_BYTES = 32;

    private final byte[] databaseKey;
    private final @Nullable Account account;
    private final @Nullable String fingerprint;
    private final @Nullable String origin;
    private final @Nullable Instant lastUsed;
    private final SortedMap<Long, String> usernames;
    private final @Nullable SessionMaterial material;
    private final @Nullable String place;

    /**
     * Whose session it is.
     *
     * @param userId positive
     * @param bot whether it is a bot
     * @param username without the at sign, or null
     */
    public record Account(
            long userId, boolean bot, @Nullable String username) {}

    StoredSession(
            byte[] databaseKey,
            @Nullable Account account,
            @Nullable String fingerprint,
            @Nullable String origin,
            @Nullable Instant lastUsed,
            SortedMap<Long, String> usernames,
            @Nullable SessionMaterial material,
            @Nullable String place) {
        this.databaseKey = databaseKey.clone();
        this.account = account;
        this.fingerprint = fingerprint;
        this.origin = origin;
        this.lastUsed = lastUsed;
        this.usernames = Collections.unmodifiableSortedMap(new TreeMap<>(usernames));
        this.material = material;
        this.place = place;
    }

    static StoredSession fresh(byte[] databaseKey) {
        return new StoredSession(databaseKey, null, null, null, null, new TreeMap<>(), null, null);
    }

    /** With the account. */
    public StoredSession withAccount(Account known) {
        return new StoredSession(databaseKey, known, fingerprint, origin, lastUsed, usernames, material, place);
    }

    /** With the fingerprint of its key, as {@code SessionMaterial.fingerprint()} gives it. */
    public StoredSession withFingerprint(String known) {
        return new StoredSession(databaseKey, account, known, origin, lastUsed, usernames, material, place);
    }

    /** With the form in which it came, in words. */
    public StoredSession withOrigin(String words) {
        return new StoredSession(databaseKey, account, fingerprint, words, lastUsed, usernames, material, place);
    }

    /** With the moment at which it was last opened. */
    public StoredSession withLastUsed(Instant moment) {
        return new StoredSession(databaseKey, account, fingerprint, origin, moment, usernames, material, place);
    }

    /** With names by which people and chats can be found whose ids are known from elsewhere. */
    public StoredSession withUsernames(SortedMap<Long, String> known) {
        return new StoredSession(databaseKey, account, fingerprint, origin, lastUsed, known, material, place);
    }

    /** With the key of the session itself, from which its database can be made anew on any machine. */
    public StoredSession withMaterial(SessionMaterial known) {
        return new StoredSession(databaseKey, account, fingerprint, origin, lastUsed, usernames, known, place);
    }

    /** With the word of the folder that had the session last. */
    StoredSession withPlace(String word) {
        return new StoredSession(databaseKey, account, fingerprint, origin, lastUsed, usernames, material, word);
    }

    /** The key with which TDLib encrypts its database; a copy. */
    public byte[] databaseKey() {
        return databaseKey.clone();
    }

    /** Whose it is. */
    public @Nullable Account account() {
        return account;
    }

    /** The fingerprint of the key that was agreed with the server: sixteen hexadecimal digits. */
    public @Nullable String fingerprint() {
        return fingerprint;
    }

    /** The form in which it was imported, in words, or how it was made. */
    public @Nullable String origin() {
        return origin;
    }

    /** When it was last opened. */
    public @Nullable Instant lastUsed() {
        return lastUsed;
    }

    /**
     * Usernames without the at sign, by the ids of people and chats: positive for users, from -100… for channels. They came
     * with an imported session; TDLib takes no access hashes from outside, so an id of this map that TDLib does not know can
     * be found again by its name.
     */
    public SortedMap<Long, String> usernames() {
        return usernames;
    }

    /** The session itself, of a record that is kept in state; null where only its database has it. */
    public @Nullable SessionMaterial material() {
        return material;
    }

    /** The word of the folder that had the session last; null where none did, or the record is kept in files. */
    @Nullable
    String place() {
        return place;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredSession that
                && MessageDigest.isEqual(databaseKey, that.databaseKey)
                && Objects.equals(account, that.account)
                && Objects.equals(fingerprint, that.fingerprint)
                && Objects.equals(origin, that.origin)
                && Objects.equals(lastUsed, that.lastUsed)
                && usernames.equals(that.usernames)
                && Objects.equals(material, that.material)
                && Objects.equals(place, that.place);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(databaseKey), account, fingerprint, origin, lastUsed, usernames, material, place);
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return "StoredSession[" + (fingerprint == null ? "not signed in" : fingerprint) + "]";
    }
}
