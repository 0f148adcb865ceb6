// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.natives.LibrarySearch;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.vault.AskWho;
import dev.heliograph.transport.tdlight.vault.KeyLease;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What commands need that open TDLib: the library, the application and the proxy.
 *
 * @param command for messages, as it is typed
 * @param options of which {@link #settings} are declared
 * @param environment for what the options do not say
 */
record Tdlib(String command, Settings options, Environment environment) {
    /** The options that it reads, behind those of the command itself. */
    static List<Setting<?>> settings(Setting<?>... own) {
        List<Setting<?>> all = new ArrayList<>(List.of(own));
        all.addAll(List.of(
                SessionSettings.DIR,
                SessionSettings.VAULT,
                SessionSettings.API_ID,
                SessionSettings.API_HASH,
                SessionSettings.PROXY,
                SessionSettings.LIBRARY,
                SessionSettings.ANY_VERSION));
        return List.copyOf(all);
    }

    /** A session of the application that was named; one is needed even by sessions that are signed in. */
    ClientConfig.Builder config(SessionName name) {
        Integer id = options.get(SessionSettings.API_ID)
                .or(() -> SessionSettings.apiId(environment))
                .orElse(null);
        String given = options.get(SessionSettings.API_HASH);
        String hash = given.isEmpty() ? environment.get("TELEGRAM_API_HASH") : given;
        if (id == null || hash == null) {
            throw new ConfigurationException(command + ": TDLib wants an application: set TELEGRAM_API_ID and"
                    + " TELEGRAM_API_HASH, or --api-id and --api-hash, to what my.telegram.org shows");
        }
        return ClientConfig.named(name.value()).apiId(id).apiHash(hash).proxy(proxy());
    }

    private @Nullable ProxyConfig proxy() {
        String text = environment.get("TELEGRAM_PROXY");
        try {
            return options.get(SessionSettings.PROXY)
                    .or(() -> Optional.ofNullable(text).map(String::strip).map(ProxyConfig::parse))
                    .orElse(null);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("TELEGRAM_PROXY: " + wrong.getMessage());
        }
    }

    /** TDLib in this process. */
    TdEngine engine() {
        return LoadedLibrary.engine(library(), options.get(SessionSettings.ANY_VERSION), 0);
    }

    /**
     * Asks the server in a process of its own, with the lease of the key; the folder of the sessions holds the copy for that
     * time.
     *
     * @param interrupted ends the wait when it completes
     */
    Function<SessionMaterial, Account> askWho(
            SealedSessions sessions, SessionName name, CompletionStage<Void> interrupted) {
        AskWho question = new AskWho(
                library(),
                options.get(SessionSettings.ANY_VERSION),
                config(name).build(),
                sessions.folder(),
                interrupted);
        return session -> KeyLease.with(
                environment, session.fingerprint(), name, sessions.folder(), () -> question.apply(session));
    }

    /** Whether there is what the server could be asked with. */
    boolean isReady() {
        return why() == null;
    }

    /** What is missing for that, or null. */
    @Nullable
    String why() {
        try {
            config(SessionName.of("any"));
            library();
            return null;
        } catch (ConfigurationException missing) {
            return missing.getMessage();
        }
    }

    private FoundLibrary library() {
        return LibrarySearch.here().find(options.get(SessionSettings.LIBRARY));
    }
}
