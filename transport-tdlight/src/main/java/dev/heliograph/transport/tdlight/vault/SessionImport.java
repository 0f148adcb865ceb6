// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.SessionName;
import dev.heliograph.transport.tdlight.os.Scratch;
import dev.heliograph.transport.tdlight.os.SecretFile;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.KnownPeer;
import dev.heliograph.transport.tdlight.session.SessionConverter;
import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a session of another library one of this folder: writes it as a TDLib database, which TDLib encrypts with the key of
 * the session's record when it first opens it. Until then the file is the account.
 */
public final class SessionImport {
    private final SealedSessions sessions;

    /** Into that folder. */
    public SessionImport(SealedSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * What an import did.
     *
     * @param material the session, with its account
     * @param database the folder of TDLib's database
     * @param made false where the database was there already, with the same key
     */
    public record Imported(SessionMaterial material, Path database, boolean made) {}

    /** Whether the session has a database, signed in or not. */
    public static boolean hasDatabase(SealedSessions sessions, SessionName session) {
        Path folder = sessions.databaseFolder(session);
        return Files.exists(folder.resolve("td.binlog")) || Files.exists(folder.resolve("td_test.binlog"));
    }

    /**
     * Imports a session that was given as text, in any form.
     *
     * @param text a session string; never repeated in a message
     * @param whose asked for the account where the form does not tell it; may block, and may throw
     *     {@link ConfigurationException}
     * @throws ConfigurationException if it is no session, or the session has a database with another key; nothing was done
     */
    public Imported prepare(SessionName session, String text, Function<SessionMaterial, Account> whose) {
        try {
            return prepare(session, SessionReader.ofText(text), whose);
        } catch (SessionFormatException wrong) {
            throw refusal(session, "the session string: " + wrong.getMessage());
        }
    }

    /**
     * Imports a session that was read.
     *
     * @param whose asked for the account where the form does not tell it; may block, and may throw
     *     {@link ConfigurationException}
     * @throws ConfigurationException if the session has a database with another key; nothing was done
     */
    public Imported prepare(SessionName session, FoundSession found, Function<SessionMaterial, Account> whose) {
        if (sessions.isMoving()) {
            return kept(session, found, whose);
        }
        StoredSession before = sessions.find(session).orElse(null);
        Path database = sessions.databaseFolder(session);
        if (isTaken(session, database)) {
            return known(session, found.material(), database, before);
        }
        Account account = account(session, found.material(), whose);
        SessionMaterial material = completed(session, found.material(), account);
        sessions.update(session, stored -> described(stored, found, material, account));
        try {
            ConvertedSession log = SessionConverter.convert(material, SessionTarget.TDLIB);
            SecretFile.folder(database);
            SecretFile.write(database.resolve(log.fileName()), log.content());
        } catch (IOException | SessionFormatException failure) {
            forgetUnless(before != null, session);
            throw refusal(
                    session,
                    "the database in '" + database + "' cannot be written: "
                            + (failure instanceof IOException io ? FileTrouble.cause(io) : failure.getMessage()));
        }
        return new Imported(material, database, true);
    }

    /** In the record alone: whoever opens the session makes the database. */
    private Imported kept(SessionName session, FoundSession found, Function<SessionMaterial, Account> whose) {
        Path database = sessions.databaseFolder(session);
        SessionMaterial there =
                sessions.find(session).map(StoredSession::material).orElse(null);
        if (there != null) {
            if (there.fingerprint().equals(found.material().fingerprint())) {
                return new Imported(there, database, false);
            }
            throw refusal(session, otherKey("the vault", there, found.material()));
        }
        Account account = account(session, found.material(), whose);
        SessionMaterial material = completed(session, found.material(), account);
        sessions.update(
                session, stored -> described(stored, found, material, account).withMaterial(material));
        return new Imported(material, database, true);
    }

    private static StoredSession described(
            StoredSession stored, FoundSession found, SessionMaterial material, Account account) {
        return stored.withAccount(account)
                .withFingerprint(material.fingerprint())
                .withOrigin(found.format().words())
                .withUsernames(usernames(found));
    }

    private static String otherKey(String where, SessionMaterial there, SessionMaterial wanted) {
        return where + " holds the key " + there.fingerprint() + ", the session to import " + wanted.fingerprint()
                + ": choose another name, or log the old one out first";
    }

    private void forgetUnless(boolean existed, SessionName session) {
        if (!existed) {
            boolean unused = sessions.delete(session);
        }
    }

    private static boolean isTaken(SessionName session, Path database) {
        if (!SecretFile.isTaken(database)) {
            return false;
        }
        if (!Files.isDirectory(database)) {
            throw refusal(session, "'" + database + "' is no folder");
        }
        Scratch.sweep(database);
        try (Stream<Path> inside = Files.list(database)) {
            return inside.findAny().isPresent();
        } catch (IOException unreadable) {
            throw refusal(session, "'" + database + "' cannot be looked into: " + FileTrouble.cause(unreadable));
        }
    }

    private static Imported known(
            SessionName session, SessionMaterial wanted, Path database, @Nullable StoredSession stored) {
        byte[] key = stored == null ? new byte[0] : stored.databaseKey();
        try {
            SessionMaterial there = SessionReader.ofPath(database, key).material();
            if (there.fingerprint().equals(wanted.fingerprint())) {
                return new Imported(there, database, false);
            }
            throw refusal(session, otherKey("its database", there, wanted));
        } catch (IOException unreadable) {
            throw refusal(
                    session, "its database in '" + database + "' cannot be read: " + FileTrouble.cause(unreadable));
        } catch (SessionFormatException wrong) {
            throw refusal(
                    session, "'" + database + "' is not empty, and nothing is imported over it: " + wrong.getMessage());
        }
    }

    private static Account account(
            SessionName session, SessionMaterial material, Function<SessionMaterial, Account> whose) {
        Long userId = material.userId();
        Boolean bot = material.bot();
        if (userId != null && bot != null) {
            return new Account(userId, bot, null);
        }
        Account account = whose.apply(material);
        if (userId != null && userId != account.userId()) {
            throw refusal(
                    session,
                    "the session to import is said to be that of user " + userId
                            + ", and the server says that it is that of " + account.userId());
        }
        return account;
    }

    private static SessionMaterial completed(SessionName session, SessionMaterial material, Account account) {
        try {
            return material.withUserId(account.userId()).withBot(account.bot());
        } catch (SessionFormatException wrong) {
            throw refusal(session, String.valueOf(wrong.getMessage()));
        }
    }

    private static SortedMap<Long, String> usernames(FoundSession found) {
        SortedMap<Long, String> names = new TreeMap<>();
        for (KnownPeer peer : found.peers()) {
            String name = peer.username();
            if (name != null && !name.isEmpty()) {
                names.put(peer.markedId(), name);
            }
        }
        return names;
    }

    private static ConfigurationException refusal(SessionName session, String why) {
        return new ConfigurationException("session " + session + ": " + why);
    }
}
