// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.contract;

import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.TransportProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of the page on the contract, made of the contract, of how it behaves and of what the transports declare. */
final class ContractTables {
    /** Those of the library; this module's tests bring some of their own. */
    private final List<TransportProvider> transports = Plugins.installed().transports().values().stream()
            .filter(transport -> !transport.getClass().getName().startsWith("dev.heliograph.cli."))
            .toList();

    private final List<Clause.Chapter> chapters = Clause.all();
    private final Map<Set<Feature>, Rehearsal> rehearsals = new LinkedHashMap<>();

    ContractTables() {
        rehearse(Set.of());
        Feature.known().forEach(feature -> rehearse(Set.of(feature)));
        transports.forEach(transport -> rehearse(missing(transport)));
    }

    private void rehearse(Set<Feature> without) {
        rehearsals.computeIfAbsent(without, Rehearsal::without);
    }

    /** By what was taken away: nothing, each feature, and what each transport does not declare. */
    Map<Set<Feature>, Rehearsal> rehearsals() {
        return Collections.unmodifiableMap(rehearsals);
    }

    List<String> schemes() {
        return transports.stream().map(TransportProvider::scheme).toList();
    }

    /** The clauses that the contract declares. */
    SortedSet<String> declared() {
        return chapters.stream()
                .flatMap(chapter -> chapter.clauses().stream())
                .map(Clause::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every table by the name that the page calls it by. */
    SortedMap<String, String> all() {
        SortedMap<String, String> tables = new TreeMap<>();
        tables.put("features", features());
        tables.put("counts", counts());
        tables.put("clauses", clauses());
        return tables;
    }

    private String features() {
        StringBuilder text = head("feature");
        for (Feature feature : Feature.known()) {
            text.append("| `").append(feature).append("` |");
            transports.forEach(transport -> text.append(offers(transport, feature) ? " declared |" : " – |"));
            text.append('\n');
        }
        return text.toString();
    }

    private String counts() {
        List<Map<Demand, Integer>> counts = transports.stream().map(this::count).toList();
        StringBuilder text = head("clauses");
        Map<Demand, String> words = new EnumMap<>(Map.of(
                Demand.ALL, "hold in full",
                Demand.PART, "hold in part",
                Demand.REFUSAL, "hold it to refuse",
                Demand.NOTHING, "ask for nothing"));
        List<Demand> order = List.of(Demand.ALL, Demand.PART, Demand.REFUSAL, Demand.NOTHING);
        for (Demand demand : order) {
            text.append("| ").append(words.get(demand)).append(" |");
            counts.forEach(count ->
                    text.append(' ').append(count.getOrDefault(demand, 0)).append(" |"));
            text.append('\n');
        }
        text.append("| together |");
        counts.forEach(count -> text.append(' ')
                .append(count.values().stream().mapToInt(Integer::intValue).sum())
                .append(" |"));
        return text.append('\n').toString();
    }

    private String clauses() {
        StringBuilder text = new StringBuilder();
        for (Clause.Chapter chapter : chapters) {
            text.append("\n### ").append(chapter.title()).append("\n\n");
            text.append(chapter.sentence()).append("\n\n").append(head("clause"));
            for (Clause clause : chapter.clauses()) {
                text.append("| ").append(clause.sentence()).append(" |");
                transports.forEach(transport ->
                        text.append(' ').append(cell(clause, transport)).append(" |"));
                text.append('\n');
            }
        }
        return text.append('\n').toString();
    }

    private StringBuilder head(String first) {
        StringBuilder text = new StringBuilder("| ").append(first).append(" |");
        transports.forEach(
                transport -> text.append(" `").append(transport.scheme()).append(":` |"));
        return text.append("\n| --- |")
                .append(" --- |".repeat(transports.size()))
                .append('\n');
    }

    private Map<Demand, Integer> count(TransportProvider transport) {
        Map<Demand, Integer> count = new EnumMap<>(Demand.class);
        chapters.stream()
                .flatMap(chapter -> chapter.clauses().stream())
                .forEach(clause -> count.merge(demand(clause, transport), 1, Integer::sum));
        return count;
    }

    private String cell(Clause clause, TransportProvider transport) {
        List<String> why = new ArrayList<>();
        Demand least = demand(clause, transport);
        for (Feature feature : missing(transport)) {
            if (demand(clause, Set.of(feature)) != Demand.ALL) {
                why.add("`" + feature + "`");
            }
        }
        String words = String.join(", ", why);
        return switch (least) {
            case ALL -> least.word();
            case REFUSAL -> least.word() + " " + words;
            case PART, NOTHING -> least.word() + ": no " + words;
        };
    }

    private Demand demand(Clause clause, TransportProvider transport) {
        return demand(clause, missing(transport));
    }

    private Demand demand(Clause clause, Set<Feature> without) {
        return Demand.of(asked(clause, Set.of()), asked(clause, without));
    }

    private List<String> asked(Clause clause, Set<Feature> without) {
        return rehearsals.get(without).asked().getOrDefault(clause, List.of());
    }

    private static SortedSet<Feature> missing(TransportProvider transport) {
        return Feature.known().stream()
                .filter(feature -> !offers(transport, feature))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean offers(TransportProvider transport, Feature feature) {
        return transport.capabilities().offers(feature);
    }
}
