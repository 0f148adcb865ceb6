// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GotdFileTest {

    private static FoundSession read(String json) throws SessionFormatException {
        return SessionReader.ofBytes(json.getBytes(StandardCharsets.UTF_8), false, new byte[0]);
    }

    @Test
    void is_read() throws Exception {
        FoundSession found = read(Vectors.gotd());

        assertThat(found.format()).isEqualTo(SessionFormat.GOTD_FILE);
        assertThat(found.material())
                .isEqualTo(SessionMaterial.of(2, false, Vectors.KEY).withAddress(new DcAddress("149.154.167.50", 443)));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Version\":1', '\"Version\":2', version 2",
        "'\"Version\":1', '\"Other\":1', not gotd's",
        "'\"DC\":2,', '', data centre",
        "'50:443', '50', IP:PORT",
        "'\"AuthKeyID\":\"', '\"AuthKeyID\":\"AAAA', damaged",
        "'\"AuthKey\":\"', '\"AuthKey\":\"!', not Base64",
        "'}}', '}', is none",
    })
    void that_is_damaged_is_refused(String what, String by, String message) {
        assertThatThrownBy(() -> read(Vectors.gotd().replace(what, by)))
                .isInstanceOf(SessionFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cutting_anywhere_is_noticed() {
        String json = Vectors.gotd();
        for (int length = 0; length < json.length(); length++) {
            String cut = json.substring(0, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(SessionFormatException.class);
        }
    }

    @Test
    void a_deep_one_does_no_harm() {
        assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).isInstanceOf(SessionFormatException.class);
    }
}
