// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TlSchemaTest {
    @Test
    void the_schema_of_the_module_is_read_and_every_number_follows_from_its_line() {
        TlSchema schema = TlSchema.builtIn();
        assertThat(schema.names()).hasSizeGreaterThan(300);
        assertThat(schema.id("messages.sendMessage")).isEqualTo(0xfef48f62);
        assertThat(schema.id("invokeWithLayer")).isEqualTo(0xda9b0d0d);
    }

    @Test
    void a_wrong_number_is_refused() {
        assertThatThrownBy(() -> TlSchema.parse(List.of("nearestDc#8e1a1776 country:string = NearestDc;")))
                .isInstanceOf(TlException.class)
                .hasMessageContaining("nearestDc");
    }

    @Test
    void a_changed_field_is_refused() {
        assertThatThrownBy(() -> TlSchema.parse(List.of("peerUser#59511722 user_id:int = Peer;")))
                .isInstanceOf(TlException.class);
    }

    @Test
    void what_is_no_line_is_refused() {
        for (String line : List.of("peerUser", "peerUser#59511722", "peerUser#59511722 user_id = Peer;", "#1 = A;")) {
            assertThatThrownBy(() -> TlSchema.parse(List.of(line))).isInstanceOf(TlException.class);
        }
    }

    @Test
    void the_same_line_twice_is_refused() {
        String line = "peerUser#59511722 user_id:long = Peer;";
        assertThatThrownBy(() -> TlSchema.parse(List.of(line, line))).hasMessageContaining("twice");
    }
}
