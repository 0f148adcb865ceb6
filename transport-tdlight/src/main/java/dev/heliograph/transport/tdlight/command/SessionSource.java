// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where a session is read from.
 *
 * @param command for messages, as it is typed
 * @param place a path, or {@code -} for standard input
 * @param databaseKeyFile a path, or empty
 */
record SessionSource(String command, String place, String databaseKeyFile) {
    /** No file has a longer name, and no session string is shorter. */
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST_KEY = 4096;

    /**
     * Reads it.
     *
     * @param input standard input
     * @throws ConfigurationException if there is none, in words that hold nothing of it
     */
    FoundSession read(InputStream input) {
        byte[] databaseKey = databaseKey();
        boolean piped = place.equals("-");
        String shown = piped ? "standard input" : "'" + place + "'";
        try {
            return piped
                    ? SessionReader.ofStream(input, databaseKey)
                    : SessionReader.ofPath(existing(place), databaseKey);
        } catch (SessionFormatException wrong) {
            throw refusal(shown + ": " + wrong.getMessage()
                    + (wrong.databaseKeyNeeded() ? ": name its file with --database-key-file" : ""));
        } catch (IOException unreadable) {
            throw refusal(shown + " cannot be read: " + FileTrouble.cause(unreadable));
        }
    }

    private byte[] databaseKey() {
        if (databaseKeyFile.isEmpty()) {
            return new byte[0];
        }
        String shown = "--database-key-file '" + databaseKeyFile + "'";
        try (InputStream in = Files.newInputStream(existing(databaseKeyFile))) {
            byte[] key = in.readNBytes(LONGEST_KEY + 1);
            if (key.length == 0 || key.length > LONGEST_KEY) {
                throw refusal(shown + ": expected the 1 to " + LONGEST_KEY + " bytes of a key");
            }
            return key;
        } catch (IOException unreadable) {
            throw refusal(shown + " cannot be read: " + FileTrouble.cause(unreadable));
        }
    }

    /** A string that was given in place of its file must not be repeated. */
    private Path existing(String path) {
        try {
            Path found = Path.of(path);
            if (!path.isBlank() && Files.exists(found)) {
                return found;
            }
        } catch (InvalidPathException wrong) {
            throw refusal("expected the path of a file or folder");
        }
        if (path.isBlank() || path.length() > LONGEST_NAME) {
            throw refusal("expected a file, a folder or - for standard input; a session string is not taken as an"
                    + " argument, where other processes could see it");
        }
        throw refusal("there is no '" + path + "'");
    }

    private ConfigurationException refusal(String why) {
        return new ConfigurationException(command + ": " + why);
    }
}
