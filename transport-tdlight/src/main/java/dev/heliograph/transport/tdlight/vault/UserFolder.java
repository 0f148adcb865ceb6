// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.transport.tdlight.os.SecretFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folder of this program among the user's configuration: what it keeps there is the same for all working directories. */
final class UserFolder {
    private UserFolder() {}

    /** Where it is, whether or not it exists: XDG_CONFIG_HOME, else {@code .config} under the home folder. */
    static Path of(Environment environment) {
        String configured = environment.get("XDG_CONFIG_HOME");
        try {
            if (configured != null && Path.of(configured).isAbsolute()) {
                return Path.of(configured, "heliograph");
            }
            String home = environment.get("HOME");
            Path folder = Path.of(home == null ? System.getProperty("user.home", "") : home);
            if (folder.isAbsolute()) {
                return folder.resolve(".config").resolve("heliograph");
            }
        } catch (InvalidPathException wrong) {
            // falls through to the one message
        }
        throw new ConfigurationException(
                "the user has no home folder: set XDG_CONFIG_HOME to a folder that can be written");
    }

    /** Makes it, and a folder in it where one is named. */
    static Path made(Path folder) {
        try {
            SecretFile.folder(folder);
            return folder;
        } catch (IOException failure) {
            throw new ConfigurationException("the folder '" + folder + "' cannot be made: " + FileTrouble.cause(failure)
                    + "; set XDG_CONFIG_HOME to a folder that can be written");
        }
    }
}
