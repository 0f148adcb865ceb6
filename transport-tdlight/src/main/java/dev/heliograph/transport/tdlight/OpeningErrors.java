// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import java.nio.file.Path;
import java.util.Locale;

/** Why TDLib does not open a database, in words that say what to do. None of it goes away by trying again. */
final class OpeningErrors {
    private OpeningErrors() {}

    static Failure of(int code, String text, String session, Path database) {
        String words = text.toLowerCase(Locale.ROOT);
        if (words.contains("encryption key")) {
            return rejected(
                    code,
                    "WRONG_DATABASE_KEY: the database of session " + session + " in '" + database
                            + "' was encrypted with another key than the one in the vault; bring back the record that"
                            + " belongs to it, or delete the folder and sign in again");
        }
        if (words.contains("lock file") || words.contains("already in use")) {
            return rejected(
                    code,
                    "DATABASE_IN_USE: the database of session " + session + " in '" + database
                            + "' is open in another program; end that one first");
        }
        if (words.contains("api_id") || words.contains("api_hash")) {
            return rejected(
                    code,
                    "API_ID_INVALID: session " + session + ": expected apiId and apiHash as"
                            + " my.telegram.org shows them");
        }
        return rejected(
                code,
                "DATABASE_UNUSABLE: the database of session " + session + " in '" + database + "' cannot be opened ("
                        + text.strip() + "); see that the folder can be written and the disk has room, or delete it and"
                        + " sign in again");
    }

    static Failure.Rejected rejected(int code, String reason) {
        return new Failure.Rejected(SendStatus.FAILED, code, reason);
    }
}
