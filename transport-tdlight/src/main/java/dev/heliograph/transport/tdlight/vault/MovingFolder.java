// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.SessionName;
import dev.heliograph.transport.tdlight.os.Scratch;
import dev.heliograph.transport.tdlight.os.SecretFile;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.SessionConverter;
import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of a session whose record several machines share. A database is used again only where it was the latest that
 * had the session: another one would send what it still holds of messages that have long been settled, and tell what has
 * been told. So each opening has a word by chance, which lies beside the database and in the record:
 *
 * <pre>DIR/NAME.place    the word of DIR/NAME.tdlib/</pre>
 *
 * Where the words differ, another machine had the session since, and the database is made anew of the record's key. Everything
 * blocks; who calls owns the session.
 */
public final class MovingFolder {
    private static final String SUFFIX = ".place";
    private static final String UNFINISHED = "unfinished";
    private static final int WORD_BYTES = 16;

    private final SealedSessions sessions;
    private final SessionName name;
    private final SecureRandom entropy = new SecureRandom();

    /** That of a session of those, which {@linkplain SealedSessions#isMoving move}. */
    public MovingFolder(SealedSessions sessions, SessionName name) {
        this.sessions = sessions;
        this.name = name;
    }

    /**
     * Makes the database ready to be opened: as it is, or anew.
     *
     * @return the session's record, which names this folder from now on
     * @throws ConfigurationException if a database lies there that is none of these, or nothing can be written
     */
    public StoredSession prepare() {
        StoredSession stored = sessions.update(name, record -> record);
        String here = word();
        if (here == null) {
            refuseForeign();
        }
        boolean database = SessionImport.hasDatabase(sessions, name);
        boolean latest = here != null && here.equals(stored.place());
        if (stored.material() == null) {
            if (database && !latest) {
                throw refusal(
                        "'" + sessions.databaseFolder(name) + "' holds a session of which the state knows nothing:"
                                + " name the state that it is of; or delete the folder, if the session was logged out elsewhere");
            }
            return latest ? stored : begun(false);
        }
        return begun(latest && database);
    }

    /** Under another word each time, so that a copy of the folder is not the latest once this one was opened. */
    private StoredSession begun(boolean asItIs) {
        byte[] chance = new byte[WORD_BYTES];
        entropy.nextBytes(chance);
        String word = HexFormat.of().formatHex(chance);
        // after a crash at any point from here on the words differ, and the database is made anew
        mark(UNFINISHED);
        StoredSession taken = sessions.update(name, record -> record.withPlace(word));
        if (!asItIs) {
            sessions.deleteDatabase(name);
            build(taken.material());
        }
        mark(word);
        return taken;
    }

    /**
     * Puts the key of the database into the record, unless another machine has had the session since.
     *
     * @return whether the record has it; TDLib may not have written it yet
     * @throws ConfigurationException if the record cannot be written
     */
    public boolean keep() {
        String here = word();
        StoredSession before = sessions.find(name).orElse(null);
        if (before == null || here == null || !here.equals(before.place())) {
            return true;
        }
        try {
            SessionMaterial found = SessionReader.ofPath(sessions.databaseFolder(name), before.databaseKey())
                    .material();
            StoredSession unused = sessions.update(
                    name,
                    stored -> here.equals(stored.place())
                            ? stored.withMaterial(found).withFingerprint(found.fingerprint())
                            : stored);
            return true;
        } catch (IOException | SessionFormatException notYet) {
            return false;
        }
    }

    /** Deletes the database, of a session that is no more. */
    public void delete() {
        sessions.deleteDatabase(name);
        try {
            Files.deleteIfExists(place());
        } catch (IOException failure) {
            throw refusal("'" + place() + "' cannot be deleted: " + FileTrouble.cause(failure));
        }
    }

    /** Whether the database of that name in the folder is one of these, so that the folder has no record of it. */
    public static boolean isThere(SealedSessions sessions, SessionName name) {
        return Files.exists(sessions.folder().resolve(name.value() + SUFFIX));
    }

    /** Whether the database here is the latest that had the session. */
    public boolean isLatest(StoredSession stored) {
        String here = word();
        return here != null && here.equals(stored.place()) && SessionImport.hasDatabase(sessions, name);
    }

    private void build(@Nullable SessionMaterial material) {
        if (material == null) {
            return;
        }
        Path database = sessions.databaseFolder(name);
        try {
            ConvertedSession log = SessionConverter.convert(material, SessionTarget.TDLIB);
            SecretFile.folder(database);
            SecretFile.write(database.resolve(log.fileName()), log.content());
        } catch (IOException failure) {
            throw refusal("the database in '" + database + "' cannot be written: " + FileTrouble.cause(failure));
        } catch (SessionFormatException wrong) {
            throw refusal("its record in the vault makes no database: " + wrong.getMessage());
        }
    }

    private void refuseForeign() {
        Path database = sessions.databaseFolder(name);
        if (!Files.isDirectory(database)) {
            return;
        }
        Scratch.sweep(database);
        try (Stream<Path> inside = Files.list(database)) {
            if (inside.findAny().isPresent()) {
                throw refusal(
                        "'" + database + "' holds a database whose record is not kept in the state; take another"
                                + " folder, and bring the session along with 'session export' and 'session import --vault state'");
            }
        } catch (IOException unreadable) {
            throw refusal("'" + database + "' cannot be looked into: " + FileTrouble.cause(unreadable));
        }
    }

    private Path place() {
        return sessions.folder().resolve(name.value() + SUFFIX);
    }

    private @Nullable String word() {
        try {
            return Files.readString(place()).strip();
        } catch (NoSuchFileException none) {
            return null;
        } catch (IOException unreadable) {
            throw refusal("'" + place() + "' cannot be read: " + FileTrouble.cause(unreadable));
        }
    }

    private void mark(String word) {
        try {
            SecretFile.folder(sessions.folder());
            SecretFile.replace(place(), (word + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            throw refusal("'" + place() + "' cannot be written: " + FileTrouble.cause(failure));
        }
    }

    private ConfigurationException refusal(String why) {
        return new ConfigurationException("session " + name + ": " + why);
    }

    @Override
    public String toString() {
        return "MovingFolder[" + sessions.databaseFolder(name) + "]";
    }
}
