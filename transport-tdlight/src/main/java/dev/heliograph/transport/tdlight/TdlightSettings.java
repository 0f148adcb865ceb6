// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.ErrorTable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What can be written into the address {@code tdlight:DIR?…}.
 *
 * @param folder of the sessions
 * @param engine {@code tdjson} or {@code tdlight-java}
 * @param library a file or folder of the user's choice, or empty
 * @param anyVersion whether a TDLib that was not tested is taken
 * @param test whether all accounts are those of Telegram's test servers
 * @param verbosity which of TDLib's own messages are logged
 * @param opening the least time between two sessions that connect
 * @param signingIn the least time between two sign-ins
 * @param calls of one session that may be under way
 * @param uploads of one session that may be under way
 * @param errors what errors mean
 */
record TdlightSettings(
        Path folder,
        String engine,
        String library,
        boolean anyVersion,
        boolean test,
        int verbosity,
        Duration opening,
        Duration signingIn,
        int calls,
        int uploads,
        ErrorTable errors) {
    static final String FILES = "files";
    static final String STATE = "state";
    static final String TDJSON = "tdjson";
    static final String TDLIGHT_JAVA = "tdlight-java";

    private static final Setting<String> FOLDER =
            Setting.rest("sessions", "The folder of the sessions: their sealed records and TDLib's databases.");
    private static final Setting<String> VAULT = Setting.choice(
            "vault",
            List.of(FILES, STATE),
            FILES,
            "Where the sealed records are: files of the folder, or the fleet's state, from where any node opens them.");
    private static final Setting<String> ENGINE = Setting.choice(
            "engine",
            List.of(TDJSON, TDLIGHT_JAVA),
            TDJSON,
            "TDLib's own C interface, or the library TDLight-Java where it is on the class path.");
    private static final Setting<String> LIBRARY = Setting.text(
            "library",
            "",
            "The file of libtdjson, or its folder; empty for the one that 'natives install' or the system has.");
    private static final Setting<Boolean> ANY_VERSION =
            Setting.flag("any-version", false, "Takes a TDLib whose version was not tested.");
    private static final Setting<Boolean> TEST =
            Setting.flag("test", false, "Connects to Telegram's test servers, which have accounts of their own.");
    private static final Setting<Long> LOG = Setting.number(
            "log", 0, 2, 1L, "Which messages of TDLib are logged: 0 fatal ones, 1 errors too, 2 warnings too.");
    private static final Setting<Long> START_PACE =
            Setting.number("start-pace", 1, 1000, 20L, "Sessions that may begin to connect in a second.");
    private static final Setting<Long> SIGN_IN_PACE = Setting.number(
            "sign-in-pace",
            1,
            60_000,
            60L,
            "Sign-ins that may begin in a minute, where the database does not know the account yet.");
    private static final Setting<Long> CALLS = Setting.number(
            "calls", 1, 10_000, 64L, "Calls of one session that may be under way at once, apart from uploads.");
    private static final Setting<Long> UPLOADS =
            Setting.number("uploads", 1, 1000, 4L, "Uploads of one session that may be under way at once.");
    private static final Setting<String> ERRORS = Setting.text(
            "errors", "", "A file with rows that come before the built-in table of errors; empty for none.");

    /** Whether the sealed records are kept in the fleet's state rather than in the folder. */
    static boolean inState(Settings settings) {
        return settings.get(VAULT).equals(STATE);
    }

    /** Whether all accounts are those of Telegram's test servers. */
    static boolean isTest(Settings settings) {
        return settings.get(TEST);
    }

    static List<Setting<?>> all() {
        return List.of(
                FOLDER,
                VAULT,
                ENGINE,
                LIBRARY,
                ANY_VERSION,
                TEST,
                LOG,
                START_PACE,
                SIGN_IN_PACE,
                CALLS,
                UPLOADS,
                ERRORS);
    }

    static TdlightSettings of(Settings settings) {
        String file = settings.get(ERRORS);
        return new TdlightSettings(
                folder(settings.get(FOLDER)),
                settings.get(ENGINE),
                settings.get(LIBRARY),
                settings.get(ANY_VERSION),
                isTest(settings),
                settings.get(LOG).intValue(),
                Duration.ofSeconds(1).dividedBy(settings.get(START_PACE)),
                Duration.ofMinutes(1).dividedBy(settings.get(SIGN_IN_PACE)),
                settings.get(CALLS).intValue(),
                settings.get(UPLOADS).intValue(),
                file.isEmpty() ? ErrorTable.standard() : ErrorTable.load(Path.of(file)));
    }

    private static Path folder(String text) {
        try {
            return Path.of(text.strip()).toAbsolutePath();
        } catch (InvalidPathException wrong) {
            throw new ConfigurationException(
                    "tdlight: expected the path of a folder after the colon, such as" + " tdlight:sessions");
        }
    }
}
