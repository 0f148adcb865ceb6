// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.transport.tdlight.os.Scratch;
import dev.heliograph.transport.tdlight.os.SecretFile;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Where a session is written to.
 *
 * @param command for messages, as it is typed
 * @param place the file, or the folder of a TDLib database
 * @param folder whether it is a folder
 */
record SessionOutput(String command, Path place, boolean folder) {
    /**
     * Looks whether the place is free.
     *
     * @throws ConfigurationException where something is there that would be lost
     */
    static SessionOutput at(String command, String place, SessionTarget target) {
        try {
            SessionOutput output = new SessionOutput(command, Path.of(place), target == SessionTarget.TDLIB);
            output.check(place);
            return output;
        } catch (InvalidPathException wrong) {
            throw new ConfigurationException(command + ": --out: expected the path of a file or folder");
        }
    }

    private void check(String text) {
        if (text.isBlank() || text.equals("-")) {
            throw refusal("expected a file or, for tdlib, a folder; a session is not printed");
        }
        if (!folder) {
            if (SecretFile.isTaken(place)) {
                throw refusal("exists already and is not overwritten");
            }
            return;
        }
        if (!SecretFile.isTaken(place)) {
            return;
        }
        if (!Files.isDirectory(place)) {
            throw refusal("is no folder, which tdlib wants");
        }
        Scratch.sweep(place);
        try (Stream<Path> inside = Files.list(place)) {
            if (inside.findAny().isPresent()) {
                throw refusal("is not empty: a TDLib database is made in an empty or a new folder");
            }
        } catch (IOException unreadable) {
            throw refusal("cannot be looked into: " + FileTrouble.cause(unreadable));
        }
    }

    /**
     * Writes it, whole or not at all.
     *
     * @return the file that was written
     */
    Path write(ConvertedSession session) {
        try {
            return folder ? writeFolder(session) : writeLine(session);
        } catch (FileAlreadyExistsException taken) {
            throw refusal("exists already and is not overwritten");
        } catch (IOException failure) {
            throw refusal("cannot be written: " + FileTrouble.cause(failure));
        }
    }

    private Path writeLine(ConvertedSession session) throws IOException {
        byte[] content = session.content();
        byte[] line = Arrays.copyOf(content, content.length + 1);
        line[content.length] = '\n';
        SecretFile.write(place, line);
        return place;
    }

    private Path writeFolder(ConvertedSession session) throws IOException {
        boolean made = !Files.exists(place);
        if (made) {
            makeFolder();
        }
        Path file = place.resolve(session.fileName());
        try {
            SecretFile.write(file, session.content());
        } catch (IOException failure) {
            if (made) {
                Files.deleteIfExists(place);
            }
            throw failure;
        }
        return file;
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectory(
                    place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException noModes) {
            Files.createDirectory(place);
        }
    }

    private ConfigurationException refusal(String why) {
        return new ConfigurationException(command + ": --out '" + place + "': " + why);
    }
}
