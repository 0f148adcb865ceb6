// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.spi.transport.ErrorTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Everything that this server may say to a client, as the clients of this project understand it. */
class MeaningTest {
    private final ErrorTable table = ErrorTable.standard();

    @ParameterizedTest
    @CsvFileSource(resources = "descriptions.psv", delimiter = '|')
    void is_what_was_meant(int code, String description, String meaning) {
        String understood =
                table.classify(code, description, null).map(MeaningTest::word).orElse("done");

        assertThat(understood).isEqualTo(meaning);
    }

    private static String word(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED -> "throttled";
            case UNAVAILABLE -> "unavailable";
            case REJECTED -> ((Failure.Rejected) failure).status().name();
            case AMBIGUOUS -> "ambiguous";
            case SESSION_LOST -> "lost";
            case UNSUPPORTED -> "unsupported";
        };
    }
}
