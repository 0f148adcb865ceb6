// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@link BroadcastBench} was asked for.
 *
 * @param server the words that start the server
 * @param cases names of cases; none means all
 */
record BenchArguments(
        Path distribution,
        List<String> server,
        List<String> moreOptions,
        boolean plain,
        @Nullable Path report,
        List<String> cases) {
    static BenchArguments of(String[] words) {
        Path distribution = Path.of(System.getProperty("heliograph.distribution", "cli/target/heliograph"));
        List<String> server = List.of();
        List<String> options = new ArrayList<>();
        List<String> cases = new ArrayList<>();
        Path report = null;
        boolean plain = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--distribution" -> distribution = Path.of(words[++i]);
                case "--server" -> server = List.of(words[++i].split(" ", -1));
                case "--option" -> options.add(words[++i]);
                case "--report" -> report = Path.of(words[++i]);
                case "--plain" -> plain = true;
                default -> cases.add(known(words[i]));
            }
        }
        Path absolute = distribution.toAbsolutePath();
        if (server.isEmpty()) {
            server = List.of(absolute.resolve("bin/heliograph").toString(), "simulate-server");
        }
        return new BenchArguments(absolute, server, List.copyOf(options), plain, report, List.copyOf(cases));
    }

    boolean wants(String name) {
        return cases.isEmpty() || cases.contains(name);
    }

    void write(JsonNode json) throws IOException {
        if (report != null) {
            Files.writeString(
                    report, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        }
    }

    private static String known(String name) {
        List<String> names = new ArrayList<>(
                BroadcastCase.all().stream().map(BroadcastCase::name).toList());
        names.add(ReplyBench.NAME);
        if (!names.contains(name)) {
            throw new IllegalArgumentException("no case " + name + "; there are " + names);
        }
        return name;
    }
}
