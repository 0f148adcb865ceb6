// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a session: the data centre that holds the account, the key agreed with it, and what else a format may know.
 * The key is full access to the account; {@link #toString} shows its fingerprint only.
 *
 * <p>Immutable. Facts that a format does not carry are null.
 */
public final class SessionMaterial {
    /** The length of a key in bytes. */
    public static final int KEY_BYTES = 256;

    private static final long MAX_USER_ID = (1L << 52) - 1;

    private final int dc;
    private final boolean test;
    private final byte[] authKey;
    private final @Nullable DcAddress address;
    private final @Nullable Long userId;
    private final @Nullable Boolean bot;
    private final @Nullable Integer apiId;

    private SessionMaterial(
            int dc,
            boolean test,
            byte[] authKey,
            @Nullable DcAddress address,
            @Nullable Long userId,
            @Nullable Boolean bot,
            @Nullable Integer apiId) {
        this.dc = dc;
        this.test = test;
        this.authKey = authKey;
        this.address = address;
        this.userId = userId;
        this.bot = bot;
        this.apiId = apiId;
    }

    /**
     * The least that a session has.
     *
     * @param dc 1 to 5
     * @param test of the test servers
     * @param authKey {@value #KEY_BYTES} bytes, not all zero; copied
     * @throws SessionFormatException if the data centre or the key cannot be one
     */
    public static SessionMaterial of(int dc, boolean test, byte[] authKey) throws SessionFormatException {
        if (dc < 1 || dc > 5) {
            throw new SessionFormatException("the data centre of a session is 1 to 5, not " + dc);
        }
        if (authKey.length != KEY_BYTES) {
            throw new SessionFormatException("the key of a session has " + KEY_BYTES + " bytes, not " + authKey.length);
        }
        byte[] key = authKey.clone();
        if (Arrays.equals(key, new byte[KEY_BYTES])) {
            throw new SessionFormatException("the key of the session is all zeros: nobody has signed in with it");
        }
        return new SessionMaterial(dc, test, key, null, null, null, null);
    }

    /** With an address of its data centre, or none. */
    public SessionMaterial withAddress(@Nullable DcAddress newAddress) {
        return new SessionMaterial(dc, test, authKey, newAddress, userId, bot, apiId);
    }

    /**
     * With the account's id, or none.
     *
     * @throws SessionFormatException if the id is not positive or has more than 52 bits
     */
    public SessionMaterial withUserId(@Nullable Long newUserId) throws SessionFormatException {
        if (newUserId != null && (newUserId < 1 || newUserId > MAX_USER_ID)) {
            throw new SessionFormatException("the user id of a session is 1 to " + MAX_USER_ID);
        }
        return new SessionMaterial(dc, test, authKey, address, newUserId, bot, apiId);
    }

    /** With the word whether the account is a bot, or without. */
    public SessionMaterial withBot(@Nullable Boolean newBot) {
        return new SessionMaterial(dc, test, authKey, address, userId, newBot, apiId);
    }

    /**
     * With the application's id that signed in, or none.
     *
     * @throws SessionFormatException if the id is not positive
     */
    public SessionMaterial withApiId(@Nullable Integer newApiId) throws SessionFormatException {
        if (newApiId != null && newApiId < 1) {
            throw new SessionFormatException("the API id of a session is 1 to " + Integer.MAX_VALUE);
        }
        return new SessionMaterial(dc, test, authKey, address, userId, bot, newApiId);
    }

    /** The number of the data centre, 1 to 5. */
    public int dc() {
        return dc;
    }

    /** Whether it belongs to the test servers. */
    public boolean test() {
        return test;
    }

    /** The key, a copy. */
    public byte[] authKey() {
        return authKey.clone();
    }

    /** Where the data centre listens, if the format says so. */
    public @Nullable DcAddress address() {
        return address;
    }

    /** The account's id, if the format says so. */
    public @Nullable Long userId() {
        return userId;
    }

    /** Whether the account is a bot, if the format says so. */
    public @Nullable Boolean bot() {
        return bot;
    }

    /** The application's id, if the format says so. */
    public @Nullable Integer apiId() {
        return apiId;
    }

    /** What the server calls the key: the last eight bytes of its SHA-1, as they stand. */
    byte[] keyId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(authKey);
            return Arrays.copyOfRange(digest, 12, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** The key's fingerprint, safe to show: sixteen hexadecimal digits, the last eight bytes of its SHA-1. */
    public String fingerprint() {
        return HexFormat.of().formatHex(keyId());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionMaterial that
                && dc == that.dc
                && test == that.test
                && MessageDigest.isEqual(authKey, that.authKey)
                && Objects.equals(address, that.address)
                && Objects.equals(userId, that.userId)
                && Objects.equals(bot, that.bot)
                && Objects.equals(apiId, that.apiId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(dc, test, Arrays.hashCode(authKey), address, userId, bot, apiId);
    }

    /** The fingerprint and nothing else. */
    @Override
    public String toString() {
        return "SessionMaterial[" + fingerprint() + "]";
    }
}
