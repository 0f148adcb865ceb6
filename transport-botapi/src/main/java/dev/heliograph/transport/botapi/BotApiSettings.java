// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.TransportProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What can be written into the address {@code botapi:?…}.
 *
 * @param endpoint http or https, without a slash at its end
 * @param connections requests of one session at a time, uploads and polls apart
 * @param uploads uploads of one session at a time
 * @param pollTimeout how long the server holds a poll open
 * @param webhookUrl where the server delivers updates, perhaps with {session}; empty for none
 * @param webhookSecret what the server shows with each delivery; empty for none
 * @param errors what its errors mean
 */
record BotApiSettings(
        URI endpoint,
        int connections,
        int uploads,
        Duration pollTimeout,
        Updates updates,
        String webhookUrl,
        String webhookSecret,
        ErrorTable errors) {
    /** How updates come in. */
    enum Updates {
        POLL,
        WEBHOOK,
        NONE
    }

    private static final String TELEGRAM = "https://api.telegram.org";
    private static final String TELEGRAM_HOST = "api.telegram.org";
    /** What Telegram's own server takes for one file, and what servers of others take (core.telegram.org/bots/api). */
    private static final long LARGEST_THERE = 50L << 20;

    private static final long LARGEST_ELSEWHERE = 2000L << 20;
    private static final Duration LONGEST_POLL = Duration.ofSeconds(50);
    /** Telegram's form of a secret token. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{0,256}");

    /** What calls add to the endpoint by themselves. */
    private static final Pattern WITH_TOKEN = Pattern.compile("/bot[0-9]+(?::|%3[Aa])");

    private static final Setting<URI> ENDPOINT = new Setting<>(
            "endpoint",
            "URL",
            BotApiSettings::endpoint,
            TELEGRAM,
            false,
            "The Bot API server: Telegram's, one of your own, or a simulated one.");
    private static final Setting<Long> CONNECTIONS = Setting.number(
            "connections",
            1,
            10_000,
            64L,
            "Requests of one session that may be under way at once, apart from uploads and polls.");
    private static final Setting<Long> UPLOADS =
            Setting.number("uploads", 1, 1000, 4L, "Uploads of one session that may be under way at once.");
    private static final Setting<Duration> POLL_TIMEOUT =
            pollTimeout("poll-timeout", "How long the server keeps a poll open where nothing happens, 1s to 50s.");
    private static final Setting<String> UPDATES = Setting.choice(
            "updates",
            List.of("poll", "webhook", "none"),
            "poll",
            "How messages come in: by long polling, by a web hook that your own server hands over, or not at all.");
    private static final Setting<String> WEBHOOK_URL = Setting.text(
            "webhook-url",
            "",
            "The address that the server is told to deliver to, with {session} for the name of the session; without it you"
                    + " tell it yourself.");
    private static final Setting<String> WEBHOOK_SECRET =
            Setting.secret("webhook-secret", "", "What the server must show with each delivery to the web hook.");
    private static final Setting<String> ERRORS = Setting.text(
            "errors", "", "A file with rows that come before the built-in table of errors; empty for none.");

    static List<Setting<?>> all() {
        return List.of(ENDPOINT, CONNECTIONS, UPLOADS, UPDATES, POLL_TIMEOUT, WEBHOOK_URL, WEBHOOK_SECRET, ERRORS);
    }

    static BotApiSettings of(Settings settings) {
        String file = settings.get(ERRORS);
        BotApiSettings parsed = new BotApiSettings(
                settings.get(ENDPOINT),
                settings.get(CONNECTIONS).intValue(),
                settings.get(UPLOADS).intValue(),
                settings.get(POLL_TIMEOUT),
                Updates.valueOf(settings.get(UPDATES).toUpperCase(Locale.ROOT)),
                settings.get(WEBHOOK_URL).strip(),
                settings.get(WEBHOOK_SECRET),
                file.isEmpty() ? ErrorTable.standard() : ErrorTable.load(Path.of(file)));
        parsed.checkWebhook();
        return parsed;
    }

    /** Which Telegram the server belongs to, as far as its address tells. */
    static String world(Settings settings) {
        URI endpoint = settings.get(ENDPOINT);
        if (isTelegrams(endpoint)) {
            return TransportProvider.TELEGRAM;
        }
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return "botapi: " + scheme + "://" + (host.equals("localhost") ? "127.0.0.1" : host) + ":"
                + (endpoint.getPort() < 0 ? usual : endpoint.getPort())
                + (endpoint.getRawPath() == null ? "" : endpoint.getRawPath());
    }

    private static boolean isTelegrams(URI endpoint) {
        return TELEGRAM_HOST.equalsIgnoreCase(endpoint.getHost());
    }

    /** Where the server is to deliver the updates of that session; empty where that is the user's business. */
    String webhookUrl(SessionName session) {
        return updates == Updates.WEBHOOK ? webhookUrl.replace("{session}", session.value()) : "";
    }

    /** Bytes that the server takes for one file. */
    long largestFile() {
        return isTelegrams(endpoint) ? LARGEST_THERE : LARGEST_ELSEWHERE;
    }

    private void checkWebhook() {
        List<String> problems = new ArrayList<>();
        if (updates == Updates.WEBHOOK && webhookSecret.isEmpty()) {
            problems.add(
                    "botapi: webhook-secret: expected a secret, or anybody could deliver; updates=webhook asks for it");
        }
        if (!SECRET.matcher(webhookSecret).matches()) {
            problems.add("botapi: webhook-secret: expected up to 256 letters, digits, '_' and '-'");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static URI endpoint(String text) {
        String stripped = text.strip().replaceAll("/+$", "");
        try {
            URI uri = new URI(stripped);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            boolean plain = uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && !WITH_TOKEN.matcher(uri.getRawPath()).find();
            if (web && plain && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException wrong) {
            // falls through to the one message
        }
        throw new IllegalArgumentException("expected http:// or https:// with a host, such as " + TELEGRAM
                + ", without ?, # and a token: that is of a session");
    }

    private static Setting<Duration> pollTimeout(String key, String sentence) {
        Setting<Duration> any = Setting.duration(key, LONGEST_POLL, sentence);
        return new Setting<>(
                key,
                any.type(),
                text -> {
                    Duration value = any.parser().apply(text);
                    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(LONGEST_POLL) > 0) {
                        throw new IllegalArgumentException("expected a duration from 1s to 50s");
                    }
                    return value;
                },
                any.fallback(),
                false,
                sentence);
    }
}
