// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.transport.tdlight.os.Tree;
import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import dev.heliograph.transport.tdlight.vault.KeyLease;
import dev.heliograph.transport.tdlight.vault.MovingFolder;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.SessionImport;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session has on the disk: its sealed record and TDLib's database. Everything blocks for as long as the disk does. */
final class SessionFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFiles.class);
    /** TDLib ends the whole process where its log cannot be written, so it is not let begin with less. */
    private static final long LEAST_ROOM = 16L << 20;

    private final SealedSessions sessions;
    private final Function<ClientConfig, Function<SessionMaterial, StoredSession.Account>> whose;

    /** @param whose asked for the account of an imported session that does not tell it, by the one that it is to be */
    SessionFiles(
            SealedSessions sessions, Function<ClientConfig, Function<SessionMaterial, StoredSession.Account>> whose) {
        this.sessions = sessions;
        this.whose = whose;
    }

    /** What is needed to open the database, and is given back when that is closed. */
    static final class Held {
        private final SealedSessions sessions;
        private final SessionName name;
        private final byte[] key;
        private final SortedMap<Long, String> usernames;
        /** Where the session may move to another machine; there is then no lease of its key on this one. */
        private final @Nullable MovingFolder moving;

        private @Nullable KeyLease lease;
        private boolean released;
        private boolean kept;

        private Held(
                SealedSessions sessions,
                SessionName name,
                byte[] key,
                SortedMap<Long, String> usernames,
                @Nullable MovingFolder moving,
                @Nullable KeyLease lease) {
            this.moving = moving;
            this.sessions = sessions;
            this.name = name;
            this.key = key;
            this.usernames = usernames;
            this.lease = lease;
        }

        Path database() {
            return sessions.databaseFolder(name);
        }

        byte[] key() {
            return key;
        }

        /** Where files lie while they are sent. */
        Path outgoing() {
            return SessionFiles.outgoing(database());
        }

        /** The public names that an import brought along, by id. */
        SortedMap<Long, String> usernames() {
            return usernames;
        }

        /** Notes whose session it turned out to be, and takes the lease of a key that is new. */
        synchronized void signedIn(SelfInfo self, Instant now) {
            StoredSession.Account account =
                    new StoredSession.Account(self.account().value(), self.bot(), self.username());
            StoredSession unused =
                    sessions.update(name, stored -> stored.withAccount(account).withLastUsed(now));
            if (moving != null) {
                kept = moving.keep();
                return;
            }
            // noted late, when the connection has ended already, nobody would give it back
            if (lease == null && !released) {
                lease = newKey();
            }
        }

        /** TDLib may not have written it yet; it is then known when the session is opened again. */
        private @Nullable KeyLease newKey() {
            try {
                String fingerprint =
                        SessionReader.ofPath(database(), key).material().fingerprint();
                StoredSession unused = sessions.update(name, stored -> stored.withFingerprint(fingerprint));
                return KeyLease.take(Environment.ofProcess(), fingerprint, name, sessions.folder());
            } catch (IOException | SessionFormatException notYet) {
                return null;
            }
        }

        /** Whether all is noted that has to be. */
        synchronized boolean isKept() {
            return kept || released || moving == null;
        }

        synchronized void release() {
            if (!isKept() && moving != null) {
                // nobody signed in, or TDLib had not written it when somebody did
                kept = moving.keep();
            }
            released = true;
            if (lease != null) {
                lease.close();
            }
        }
    }

    /**
     * Takes the session, which is imported first where the configuration brings it along.
     *
     * @throws ConfigurationException with what is wrong, naming the folder
     */
    Held take(ClientConfig config) {
        SessionName name = config.sessionName();
        Path database = sessions.databaseFolder(name);
        String text = config.sessionString();
        if (text != null) {
            SessionImport.Imported unused = new SessionImport(sessions).prepare(name, text, whose.apply(config));
        }
        if (sessions.isMoving()) {
            MovingFolder moving = new MovingFolder(sessions, name);
            StoredSession stored = moving.prepare();
            checkRoom(name, database);
            dropUnsent(name, database);
            return new Held(sessions, name, stored.databaseKey(), stored.usernames(), moving, null);
        }
        byte[] key = sessions.databaseKey(name);
        checkRoom(name, database);
        SortedMap<Long, String> usernames =
                sessions.find(name).map(StoredSession::usernames).orElseGet(TreeMap::new);
        String fingerprint = fingerprint(name, database, key);
        KeyLease lease = fingerprint == null
                ? null
                : KeyLease.take(Environment.ofProcess(), fingerprint, name, sessions.folder());
        dropUnsent(name, database);
        return new Held(sessions, name, key, usernames, null, lease);
    }

    /** That of the record, or of a database whose key was too new for it. */
    private @Nullable String fingerprint(SessionName name, Path database, byte[] key) {
        String known = sessions.find(name).map(StoredSession::fingerprint).orElse(null);
        if (known != null || !SessionImport.hasDatabase(sessions, name)) {
            return known;
        }
        try {
            String found = SessionReader.ofPath(database, key).material().fingerprint();
            StoredSession unused = sessions.update(name, stored -> stored.withFingerprint(found));
            return found;
        } catch (IOException | SessionFormatException nobodySignedIn) {
            return null;
        }
    }

    private static Path outgoing(Path database) {
        return database.resolve("outgoing");
    }

    /** Files that were being sent when a process was killed; nobody else has the session open. */
    private static void dropUnsent(SessionName name, Path database) {
        try {
            Tree.delete(outgoing(database));
        } catch (IOException failure) {
            LOG.warn("session {}: files that were not sent could not be deleted: {}", name, FileTrouble.cause(failure));
        }
    }

    private static void checkRoom(SessionName name, Path database) {
        try {
            Files.createDirectories(database);
            if (!Files.isWritable(database)) {
                throw new ConfigurationException(
                        "session " + name + ": the folder '" + database + "' cannot be written");
            }
            if (Files.getFileStore(database).getUsableSpace() < LEAST_ROOM) {
                throw new ConfigurationException(
                        "session " + name + ": the disk of '" + database + "' is full: TDLib needs at least 16 MiB");
            }
        } catch (IOException failure) {
            throw new ConfigurationException("session " + name + ": the folder '" + database + "' cannot be used ("
                    + failure.getMessage() + ")");
        }
    }

    @Override
    public String toString() {
        return "SessionFiles[" + sessions.folder() + "]";
    }
}
