// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionFormat;
import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import dev.heliograph.transport.tdlight.vault.MovingFolder;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.SessionImport;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sessions of the folder that the options name. */
final class SessionFolder {
    private static final String DATABASE = ".tdlib";

    private SessionFolder() {}

    /** For commands that may make a session; the vault's key is made where there is none. */
    static SealedSessions of(String command, Settings options, CommandContext context, Environment environment) {
        return of(command, options, context, () -> VaultKey.find(environment), environment);
    }

    /** For commands that want a session which is there; a key is not made for them. */
    static SealedSessions existing(String command, Settings options, CommandContext context, Environment environment) {
        return of(command, options, context, () -> VaultKey.look(environment), environment);
    }

    private static SealedSessions of(
            String command, Settings options, CommandContext context, Supplier<VaultKey> key, Environment environment) {
        try {
            Path folder = Path.of(options.get(SessionSettings.DIR));
            if (options.get(SessionSettings.VAULT).equals("files")) {
                return SealedSessions.over(folder, key.get());
            }
            StateStore state = context.state();
            if (!state.durable()) {
                throw new ConfigurationException(
                        "--vault state: the state keeps nothing when this process ends; name one"
                                + " that does, such as --state sqlite:");
            }
            SessionVault vault = state.vault();
            VaultKey.checkFor(vault, environment);
            return SealedSessions.moving(folder, vault, key.get());
        } catch (InvalidPathException wrong) {
            throw new ConfigurationException(command + ": --dir: expected the path of a folder");
        } catch (ConfigurationException wrong) {
            throw new ConfigurationException(command + ": " + wrong.getMessage());
        }
    }

    /** Has the session for as long as the command changes it, where other machines could have it too. */
    static CommandContext.Custody custody(CommandContext context, SealedSessions sessions, SessionName name) {
        return sessions.isMoving() ? context.own(name) : () -> {};
    }

    /** Deletes all of a session that nobody has open. */
    static void forget(SealedSessions sessions, SessionName name) {
        if (sessions.isMoving()) {
            new MovingFolder(sessions, name).delete();
        } else {
            sessions.deleteDatabase(name);
        }
        boolean unused = sessions.delete(name);
    }

    /** Those with a record and those with a database. */
    static List<SessionName> names(String command, SealedSessions sessions) {
        TreeSet<SessionName> names = new TreeSet<>(sessions.list());
        Path folder = sessions.folder();
        if (sessions.isMoving() || !Files.exists(folder)) {
            return List.copyOf(names);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\.tdlib"))
                    .map(name -> SessionName.of(name.substring(0, name.length() - DATABASE.length())))
                    .filter(name -> !MovingFolder.isThere(sessions, name))
                    .forEach(names::add);
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    command + ": the folder '" + folder + "' cannot be looked into: " + FileTrouble.cause(unreadable));
        }
        return List.copyOf(names);
    }

    /** The session as it stands in TDLib's database, or in the record where that has it. */
    static FoundSession database(String command, SealedSessions sessions, SessionName name) {
        StoredSession stored = sessions.find(name).orElse(null);
        if (sessions.isMoving()) {
            SessionMaterial material = stored == null ? null : stored.material();
            if (material == null) {
                throw new ConfigurationException(command + ": there is no session '" + name
                        + "' in the state that is signed in; session list --vault state shows which there are");
            }
            return new FoundSession(SessionFormat.TDLIB, material, List.of());
        }
        if (stored == null || !SessionImport.hasDatabase(sessions, name)) {
            throw new ConfigurationException(command + ": there is no session '" + name + "' in '" + sessions.folder()
                    + "'; session list shows which there are");
        }
        try {
            return SessionReader.ofPath(sessions.databaseFolder(name), stored.databaseKey());
        } catch (SessionFormatException wrong) {
            throw new ConfigurationException(command + ": session " + name + ": " + wrong.getMessage());
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    command + ": session " + name + ": its database cannot be read: " + FileTrouble.cause(unreadable));
        }
    }
}
