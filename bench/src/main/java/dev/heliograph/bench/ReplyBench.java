// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.api.PoolStrategy;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long people wait for an answer while a broadcast runs: from the moment before the server is told what a person
 * wrote to the moment it took the bot's reply.
 */
final class ReplyBench {
    static final String NAME = "replies";

    private static final int MESSAGES = 10_000;
    private static final int PEOPLE = 400;
    private static final long FIRST_PERSON = 5_000_001;
    private static final long PAUSE_MILLIS = 750;
    private static final String REPLY = "Reply to ";

    private ReplyBench() {}

    /**
     * Latencies in milliseconds.
     *
     * @param asked messages of people
     * @param answered of them, how many got their reply
     */
    record Result(int asked, int answered, double median, double p99, double most, Score score, double load) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-10s %d of %d answered while %,d messages went out: median %.0f ms, p99 %.0f ms, most %.0f ms  "
                            + "429: %d",
                    NAME,
                    answered,
                    asked,
                    MESSAGES,
                    median,
                    p99,
                    most,
                    score.floods());
        }

        ObjectNode json() {
            ObjectNode json = JsonMapper.shared().createObjectNode();
            json.put("case", NAME).put("asked", asked).put("answered", answered);
            json.put("median_ms", median).put("p99_ms", p99).put("max_ms", most);
            json.put("sent_429", score.floods()).put("load_average", load);
            json.set("score", score.whole());
            return json;
        }
    }

    static List<String> options() {
        List<String> options = new ArrayList<>(ServerLimits.USUAL.options());
        options.addAll(List.of("--latency", "40ms", "--jitter", "0ms", "--seed", "7"));
        return options;
    }

    static Result run(ServerProcess telegram, double load) throws IOException, InterruptedException {
        try (Heliograph heliograph = Heliograph.builder()
                .transport("botapi:?endpoint=" + telegram.endpoint())
                .environment(Environment.of(Map.of()))
                .session(ClientConfig.named("bench")
                        .botToken(BroadcastCase.TOKEN)
                        .build())
                .open()) {
            TelegramClient client = heliograph.client("bench");
            client.onMessage(MessageFilter.all(), event -> {
                Object unused = event.reply(REPLY + event.message().text().text());
            });
            client.connect().join().orThrow();
            Object unused = heliograph
                    .broadcast("replies")
                    .over(heliograph.pool("bench", PoolStrategy.ROUND_ROBIN, List.of("bench")))
                    .messages(Workload.toEach(MESSAGES).lines().stream()
                            .map(line -> OutgoingMessage.to(line.chat())
                                    .text(line.text())
                                    .build()))
                    .start();
            awaitFirst(telegram);
            Map<String, Double> asked = new HashMap<>();
            for (int person = 0; person < PEOPLE; person++) {
                String question = "question " + person;
                asked.put(REPLY + question, (double) System.currentTimeMillis());
                telegram.write(FIRST_PERSON + person, BroadcastCase.TOKEN, question);
                Thread.sleep(PAUSE_MILLIS);
            }
            Thread.sleep(2_000);
            return result(asked, telegram, load);
        }
    }

    private static Result result(Map<String, Double> asked, ServerProcess telegram, double load)
            throws IOException, InterruptedException {
        double[] latencies = telegram.accepted().stream()
                .filter(message -> asked.containsKey(message.text()))
                .mapToDouble(message -> message.atMillis() - asked.getOrDefault(message.text(), 0.0))
                .toArray();
        Arrays.sort(latencies);
        return new Result(
                asked.size(),
                latencies.length,
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                quantile(latencies, 1),
                telegram.score(),
                load);
    }

    private static void awaitFirst(ServerProcess telegram) throws IOException, InterruptedException {
        while (telegram.accepted().isEmpty()) {
            Thread.sleep(100);
        }
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
