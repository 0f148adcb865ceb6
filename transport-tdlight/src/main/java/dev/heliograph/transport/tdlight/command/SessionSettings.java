// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Numbers;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.Setting;
import dev.heliograph.transport.tdlight.session.DcAddress;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The options of the commands of sessions. */
final class SessionSettings {
    static final Setting<String> INSPECTED =
            Setting.rest(null, "A session file, a file with a session string, the folder of a TDLib database, or -.");
    static final Setting<String> DATABASE_KEY_FILE = Setting.text(
            "database-key-file",
            "",
            "The file with the key of an encrypted TDLib database, byte by byte as TDLib got it.");
    static final Setting<String> FROM = Setting.text(
            "from",
            null,
            "A session file, a file with a session string, the folder of a TDLib database, or - for standard input.");
    static final Setting<SessionTarget> TO = new Setting<>(
            "to",
            Arrays.stream(SessionTarget.values()).map(SessionTarget::word).collect(Collectors.joining("|")),
            text -> SessionTarget.ofWord(text.strip().toLowerCase(Locale.ROOT)),
            null,
            false,
            "The form to write.");
    static final Setting<String> OUT =
            Setting.text("out", null, "The file to write, or the folder for tdlib; nothing is overwritten.");
    static final Setting<String> EXPORTED = Setting.text(
            "out", null, "The file to write, the folder for tdlib, or - to print the string; nothing is overwritten.");
    static final Setting<Optional<Long>> USER_ID = optional(
            "user-id", "number", SessionSettings::userId, "The account's id, where the session does not tell it.");
    static final Setting<Boolean> BOT =
            Setting.flag("bot", false, "The account is a bot, where the session does not tell it.");
    static final Setting<Optional<Integer>> API_ID =
            optional("api-id", "number", SessionSettings::apiId, "The id of the application that signed in.");
    static final Setting<Optional<DcAddress>> ADDRESS =
            optional("address", "ip:port", SessionSettings::address, "Where the data centre listens.");

    static final Setting<String> API_HASH =
            Setting.secret("api-hash", "", "The application's secret; better TELEGRAM_API_HASH, which nobody sees.");
    static final Setting<String> LIBRARY =
            Setting.text("library", "", "TDLib's library, or its folder; otherwise it is looked for.");
    static final Setting<Boolean> ANY_VERSION =
            Setting.flag("any-version", false, "Takes a TDLib that was not tested.");
    static final Setting<Optional<ProxyConfig>> PROXY = new Setting<>(
            "proxy",
            "address",
            text -> text.isBlank() ? Optional.empty() : Optional.of(ProxyConfig.parse(text.strip())),
            "",
            true,
            "socks5:// or http:// with host and port, or mtproto://secret@host:port; else TELEGRAM_PROXY.");
    static final Setting<SessionName> NAME =
            new Setting<>(Setting.REST, "name", SessionName::of, null, false, "The name of the session.");
    static final Setting<String> DIR =
            Setting.text("dir", "sessions", "The folder of the sessions, as the transport's address names it.");

    static final Setting<String> VAULT = Setting.choice(
            "vault",
            List.of("files", "state"),
            "files",
            "Where the sealed records are: files of the folder, or the state (--state), from where any node opens them.");

    private static final long MOST_USER_ID = (1L << 52) - 1;

    private SessionSettings() {}

    /** The application that the environment names, for those who did not name one. */
    static Optional<Integer> apiId(Environment environment) {
        String text = environment.get("TELEGRAM_API_ID");
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(apiId(text.strip()));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("TELEGRAM_API_ID: " + wrong.getMessage());
        }
    }

    private static <T> Setting<Optional<T>> optional(
            String key, String type, Function<String, T> parser, String sentence) {
        return new Setting<>(
                key,
                type,
                text -> text.isBlank() ? Optional.empty() : Optional.of(parser.apply(text.strip())),
                "",
                false,
                sentence);
    }

    private static Long userId(String text) {
        return Numbers.whole(text, 1, MOST_USER_ID);
    }

    private static Integer apiId(String text) {
        return (int) Numbers.whole(text, 1, Integer.MAX_VALUE);
    }

    private static DcAddress address(String text) {
        DcAddress address = DcAddress.parse(text);
        if (!address.isIp()) {
            throw new IllegalArgumentException("expected IP:PORT, not the name of a host");
        }
        return address;
    }
}
