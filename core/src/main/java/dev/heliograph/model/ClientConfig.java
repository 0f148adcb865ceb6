// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one session signs in and behaves. Built by {@link #named}; the text form shows no secrets.
 *
 * @param sessionName its name in the fleet
 * @param apiId the application's number from my.telegram.org, or 0 where the transport needs none
 * @param apiHash the application's secret, or null
 * @param botToken the bot's token, or null for a user
 * @param phone the user's number, or null
 * @param sessionString a session of another library, or null
 * @param deviceModel shown in the account's list of devices
 * @param systemVersion shown in the account's list of devices
 * @param appVersion shown in the account's list of devices
 * @param langCode language of the service's texts
 * @param connectionRetries tries of the first connection after the first, 0 to 1000
 * @param retryDelay pause between tries of the first connection
 * @param timeout how long one call to the server may take, uploads apart
 * @param floodSleepThreshold floods up to this long are waited out by {@code send}; longer ones are answered FLOOD_WAIT
 * @param autoReconnect whether a lost connection comes back by itself
 * @param proxy the proxy, or null
 * @param transport the name of the transport in the fleet that it uses
 * @param share whether other processes use the same bot token at the same time; their store, which they share, keeps them
 *     inside one budget
 */
@Stable
public record ClientConfig(
        SessionName sessionName,
        int apiId,
        @Nullable String apiHash,
        @Nullable String botToken,
        @Nullable String phone,
        @Nullable String sessionString,
        String deviceModel,
        String systemVersion,
        String appVersion,
        String langCode,
        int connectionRetries,
        Duration retryDelay,
        Duration timeout,
        Duration floodSleepThreshold,
        boolean autoReconnect,
        @Nullable ProxyConfig proxy,
        String transport,
        boolean share) {
    /** The name of a fleet's transport where only one is configured. */
    public static final String MAIN_TRANSPORT = "main";

    /** Starts the configuration of a session with that name. */
    public static Builder named(String sessionName) {
        return new Builder(sessionName);
    }

    /**
     * Reads the process environment, and beneath it the file {@code .env} of the working directory: TELEGRAM_API_ID,
     * TELEGRAM_API_HASH, TELEGRAM_BOT_TOKEN, TELEGRAM_PHONE, TELEGRAM_SESSION, TELEGRAM_SESSION_NAME and TELEGRAM_PROXY.
     *
     * @throws ConfigurationException that lists every problem
     */
    public static ClientConfig fromEnvironment() {
        return fromEnvironment(Environment.ofProcess());
    }

    /** As {@link #fromEnvironment()}, from the given variables. */
    public static ClientConfig fromEnvironment(Environment variables) {
        String name = variables.get("TELEGRAM_SESSION_NAME");
        Builder builder = named(name == null ? "main" : name)
                .apiHash(variables.get("TELEGRAM_API_HASH"))
                .botToken(variables.get("TELEGRAM_BOT_TOKEN"))
                .phone(variables.get("TELEGRAM_PHONE"))
                .sessionString(variables.get("TELEGRAM_SESSION"));
        String id = variables.get("TELEGRAM_API_ID");
        if (id != null) {
            try {
                builder.apiId((int) Numbers.whole(id, 1, Integer.MAX_VALUE));
            } catch (IllegalArgumentException wrong) {
                builder.problem("TELEGRAM_API_ID: expected the number from my.telegram.org: " + wrong.getMessage());
            }
        }
        String proxy = variables.get("TELEGRAM_PROXY");
        if (proxy != null) {
            try {
                builder.proxy(ProxyConfig.parse(proxy.strip()));
            } catch (IllegalArgumentException wrong) {
                builder.problem("TELEGRAM_PROXY: " + wrong.getMessage());
            }
        }
        return builder.build();
    }

    /** Whether the session is a bot's, as far as the configuration tells. */
    public boolean isBot() {
        return botToken != null;
    }

    /** What to do where Telegram no longer accepts the session, as a clause for people. */
    public String remedy() {
        return isBot()
                ? "get the token from @BotFather, and put it into the configuration"
                : "sign in anew with 'heliograph session login " + sessionName + "'";
    }

    /** A builder that holds what this configuration holds. */
    public Builder toBuilder() {
        Builder builder = new Builder(sessionName.value());
        builder.apiId = apiId;
        builder.apiHash = apiHash;
        builder.botToken = botToken;
        builder.phone = phone;
        builder.sessionString = sessionString;
        builder.deviceModel = deviceModel;
        builder.systemVersion = systemVersion;
        builder.appVersion = appVersion;
        builder.langCode = langCode;
        builder.connectionRetries = connectionRetries;
        builder.retryDelay = retryDelay;
        builder.timeout = timeout;
        builder.floodSleepThreshold = floodSleepThreshold;
        builder.autoReconnect = autoReconnect;
        builder.proxy = proxy;
        builder.transport = transport;
        builder.share = share;
        return builder;
    }

    @Override
    public String toString() {
        return "ClientConfig[" + sessionName + (isBot() ? ", bot" : "") + ", transport=" + transport + "]";
    }

    /** Collects the parts of a configuration. Not for use by several threads. */
    @Stable
    public static final class Builder {
        /** Beyond it, sums of nanoseconds would leave the range of a long in the end. */
        private static final Duration LONGEST = Duration.ofDays(366);

        private final List<String> problems = new ArrayList<>();
        private final String sessionName;
        private int apiId;
        private @Nullable String apiHash;
        private @Nullable String botToken;
        private @Nullable String phone;
        private @Nullable String sessionString;
        private String deviceModel = Product.NAME;
        private String systemVersion = "Java " + Runtime.version().feature();
        private String appVersion = Product.version();
        private String langCode = "en";
        private int connectionRetries = 5;
        private Duration retryDelay = Duration.ofSeconds(5);
        private Duration timeout = Duration.ofSeconds(30);
        private Duration floodSleepThreshold = Duration.ofSeconds(60);
        private boolean autoReconnect = true;
        private boolean share;
        private @Nullable ProxyConfig proxy;
        private String transport = MAIN_TRANSPORT;

        private Builder(String sessionName) {
            this.sessionName = sessionName;
        }

        /** The application's number. */
        public Builder apiId(int value) {
            this.apiId = value;
            return this;
        }

        /** The application's secret. */
        public Builder apiHash(@Nullable String value) {
            this.apiHash = value;
            return this;
        }

        /** The bot's token. */
        public Builder botToken(@Nullable String value) {
            this.botToken = value;
            return this;
        }

        /** The user's phone number, with the code of its country; blanks, brackets and hyphens in it do not count. */
        public Builder phone(@Nullable String value) {
            this.phone = value;
            return this;
        }

        /** A session of another library. */
        public Builder sessionString(@Nullable String value) {
            this.sessionString = value;
            return this;
        }

        /** The device that Telegram shows. */
        public Builder device(String model, String system, String app) {
            this.deviceModel = model;
            this.systemVersion = system;
            this.appVersion = app;
            return this;
        }

        /** Language of the service's texts. */
        public Builder langCode(String value) {
            this.langCode = value;
            return this;
        }

        /** Tries of the first connection after the first one, and the pause between them. */
        public Builder connectionRetries(int retries, Duration delay) {
            this.connectionRetries = retries;
            this.retryDelay = delay;
            return this;
        }

        /** How long one call may take. */
        public Builder timeout(Duration value) {
            this.timeout = value;
            return this;
        }

        /** Floods up to this long are waited out. */
        public Builder floodSleepThreshold(Duration value) {
            this.floodSleepThreshold = value;
            return this;
        }

        /** Whether a lost connection comes back by itself. */
        public Builder autoReconnect(boolean value) {
            this.autoReconnect = value;
            return this;
        }

        /** The proxy. */
        public Builder proxy(@Nullable ProxyConfig value) {
            this.proxy = value;
            return this;
        }

        /** The name of the transport in the fleet. */
        public Builder transport(String name) {
            this.transport = name;
            return this;
        }

        /** Whether other processes use the same bot token at the same time, over a store that all of them share. */
        public Builder share(boolean value) {
            this.share = value;
            return this;
        }

        private void problem(String line) {
            problems.add(line);
        }

        /**
         * The configuration.
         *
         * @throws ConfigurationException that lists every problem
         */
        public ClientConfig build() {
            List<String> found = new ArrayList<>(problems);
            SessionName name = checkedName(found);
            check(found, apiId >= 0, "apiId " + apiId + ": expected a positive number from my.telegram.org, or 0");
            check(found, connectionRetries >= 0 && connectionRetries <= 1000, "connectionRetries: expected 0 to 1000");
            check(found, isWithin(retryDelay), "retryDelay: expected 0 to 366d");
            check(found, isWithin(timeout) && !timeout.isZero(), "timeout: expected above 0, at most 366d");
            check(found, isWithin(floodSleepThreshold), "floodSleepThreshold: expected 0 to 366d");
            check(
                    found,
                    botToken == null || botToken.matches("\\d{1,20}:[A-Za-z0-9_-]{3,}"),
                    "botToken: expected the form 123456:ABC-DEF as @BotFather gives it");
            String number = checkedPhone(found);
            check(
                    found,
                    !share || botToken != null,
                    "share: only a bot token can be used by several processes at once");
            if (!found.isEmpty()) {
                throw new ConfigurationException(found);
            }
            return new ClientConfig(
                    name == null ? SessionName.of("main") : name,
                    apiId,
                    apiHash,
                    botToken,
                    number,
                    sessionString,
                    deviceModel,
                    systemVersion,
                    appVersion,
                    langCode,
                    connectionRetries,
                    retryDelay,
                    timeout,
                    floodSleepThreshold,
                    autoReconnect,
                    proxy,
                    transport,
                    share);
        }

        private @Nullable String checkedPhone(List<String> found) {
            try {
                return phone == null ? null : PhoneNumbers.plain(phone);
            } catch (IllegalArgumentException wrong) {
                found.add("phone: " + wrong.getMessage());
                return null;
            }
        }

        private @Nullable SessionName checkedName(List<String> found) {
            try {
                return SessionName.of(sessionName);
            } catch (IllegalArgumentException wrong) {
                found.add(String.valueOf(wrong.getMessage()));
                return null;
            }
        }

        private static boolean isWithin(Duration span) {
            return !span.isNegative() && span.compareTo(LONGEST) <= 0;
        }

        private void check(List<String> found, boolean good, String problem) {
            if (!good) {
                found.add("session " + sessionName + ": " + problem);
            }
        }
    }
}
