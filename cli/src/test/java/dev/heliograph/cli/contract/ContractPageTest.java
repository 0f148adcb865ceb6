// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on the contract of transports says what the contract asks of each. When it does not, the right page lies in target. */
class ContractPageTest {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- generated: (\\S+) -->\\n).*?(<!-- end -->\\n)", Pattern.DOTALL);
    private static final Pattern PROOF = Pattern.compile("\\[\\w+ContractTest]\\((\\S+\\.java)\\)");
    private static final ContractTables TABLES = new ContractTables();

    private final Path page = Path.of("..", "docs", "21-contract.md");

    @Test
    void the_tables_are_those_of_the_contract() throws IOException {
        String written = Files.readString(page);
        SortedMap<String, String> tables = TABLES.all();
        String right = TABLE.matcher(written)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                        + tables.getOrDefault(found.group(2), "There is no such table.\n")
                        + found.group(3)));
        Path copy = Path.of("target", "21-contract.md");
        Files.writeString(copy, right);

        assertThat(written).as("the right page is " + copy.toAbsolutePath()).isEqualTo(right);
        assertThat(tables.keySet())
                .allSatisfy(name -> assertThat(written).contains("<!-- generated: " + name + " -->"));
    }

    @Test
    void every_clause_runs() {
        TABLES.rehearsals().forEach((without, rehearsal) -> {
            TreeSet<String> ran = new TreeSet<>();
            rehearsal.asked().keySet().forEach(clause -> ran.add(clause.toString()));
            assertThat(ran).as("without " + without).isEqualTo(TABLES.declared());
        });
    }

    @Test
    void the_contract_holds_whatever_is_not_declared() {
        TABLES.rehearsals()
                .forEach((without, rehearsal) ->
                        assertThat(rehearsal.failed()).as("without " + without).isEmpty());
    }

    @Test
    void every_transport_has_a_proof_and_each_is_the_contract_itself() throws IOException {
        String written = Files.readString(page);
        List<String> proofs =
                PROOF.matcher(written).results().map(found -> found.group(1)).toList();

        assertThat(TABLES.schemes())
                .isNotEmpty()
                .allSatisfy(scheme ->
                        assertThat(written).containsPattern("\\n\\| `" + scheme + ":` \\|.*\\[\\w+ContractTest]"));
        assertThat(proofs)
                .hasSizeGreaterThan(3)
                .allSatisfy(proof -> assertThat(page.resolveSibling(proof))
                        .content()
                        .contains(" extends TransportContract {")
                        .doesNotContain("@Nested", "@Disabled"));
    }

    @Test
    void a_demand_that_shrinks_is_told_from_one_that_is_refused() {
        List<String> whole = List.of("facet editing there", "send", "edit");

        assertThat(Demand.of(whole, whole)).isEqualTo(Demand.ALL);
        assertThat(Demand.of(whole, List.of("facet editing not there"))).isEqualTo(Demand.NOTHING);
        assertThat(Demand.of(whole, List.of("facet editing there", "send"))).isEqualTo(Demand.PART);
        assertThat(Demand.of(List.of("send"), List.of("send", "refused"))).isEqualTo(Demand.REFUSAL);
        assertThat(Demand.of(List.of("facet editing there"), List.of("facet editing not there")))
                .isEqualTo(Demand.REFUSAL);
    }
}
