// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.ClientPool;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageEvent;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.api.PoolStatistics;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SessionStatistics;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for people who come from Telethon names what there is. */
class MovingPageTest {
    private static final String PAGE = Pages.text(Pages.ROOT.resolve("docs/13-moving-from-telethon.md"));
    /** A call, behind a point or at the beginning of a piece of code. */
    private static final Pattern CALL = Pattern.compile("[.`]([a-z][A-Za-z]+)\\(");

    private static final List<Class<?>> TYPES = List.of(
            Broadcast.Builder.class,
            ClientConfig.class,
            ClientConfig.Builder.class,
            ClientPool.class,
            CompletableFuture.class,
            Duration.class,
            Heliograph.class,
            Heliograph.Builder.class,
            HistoryQuery.class,
            MessageEvent.class,
            MessageFilter.class,
            Outcome.class,
            OutgoingMessage.class,
            OutgoingMessage.Builder.class,
            Peer.class,
            PoolStatistics.class,
            ProxyConfig.class,
            RetryConfig.class,
            SendResult.class,
            SessionStatistics.class,
            TelegramClient.class,
            Stream.class);

    @Test
    void every_call_of_the_column_here_is_one_of_the_library() {
        Set<String> methods = TYPES.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
        Set<String> calls = new TreeSet<>();
        PAGE.lines().filter(line -> line.startsWith("| ")).forEach(line -> {
            Matcher call = CALL.matcher(line.split("(?<!\\\\)\\|")[2]);
            while (call.find()) {
                calls.add(call.group(1));
            }
        });

        assertThat(calls).hasSizeGreaterThan(30).isSubsetOf(methods);
    }

    @Test
    void every_figure_of_a_session_has_its_row() {
        String table = PAGE.substring(PAGE.indexOf("## Statistics"), PAGE.indexOf("## Where session files go"));
        for (RecordComponent figure : SessionStatistics.class.getRecordComponents()) {
            assertThat(table).contains("`" + figure.getName() + "()");
        }
    }
}
