// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.UserValues;
import dev.heliograph.model.ConfigurationException;

/** Remembers which audience a job was begun with. */
final class JobInput {
    private JobInput() {}

    /**
     * Remembers the audience of a new job; refuses another one for a job that is known.
     *
     * @throws ConfigurationException where the job was begun with another input
     */
    static void check(UserValues values, String job, String sha256) {
        String key = "heliograph.cli.broadcast." + job;
        String known = values.get(key).join().orThrow().orElse(null);
        if (known == null) {
            Object unused = values.set(key, sha256).join().orThrow();
        } else if (!known.equals(sha256)) {
            throw new ConfigurationException(
                    "job '" + job + "' was begun with another input (SHA-256 " + known.substring(0, 12) + "…, now "
                            + sha256.substring(0, 12) + "…); give the new one another --job");
        }
    }
}
