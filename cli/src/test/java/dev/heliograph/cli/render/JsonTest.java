// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void fields_keep_their_order_and_absent_values_are_null() {
        assertThat(new Json().put("z", 1).put("a", null).put("ok", true).toString())
                .isEqualTo("{\"z\":1,\"a\":null,\"ok\":true}");
    }

    @Test
    void durations_are_milliseconds_and_instants_ISO() {
        assertThat(new Json()
                        .put("wait_ms", Duration.ofSeconds(2))
                        .put("at", Instant.parse("2026-01-01T00:00:00Z"))
                        .toString())
                .isEqualTo("{\"wait_ms\":2000,\"at\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void objects_nest() {
        assertThat(new Json().put("list", List.of(new Json().put("a", "x"))).toString())
                .isEqualTo("{\"list\":[{\"a\":\"x\"}]}");
    }
}
