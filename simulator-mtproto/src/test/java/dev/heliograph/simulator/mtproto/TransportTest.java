// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.tl.TlReader;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TransportTest {
    private final Doorway doorway = new Doorway();

    @AfterEach
    void close() throws IOException {
        doorway.close();
    }

    private void assertCalls(Line line) throws IOException {
        Caller caller = doorway.caller(line);
        assertThat(caller.call(Doorway.question())).isEqualTo(Doorway.nearest(1));
    }

    @Nested
    class Fronts {
        @Test
        void let_everybody_through_socks() throws IOException {
            assertCalls(doorway.line());
        }

        @Test
        void let_a_user_through_socks() throws IOException {
            Line line = doorway.bare(doorway.door.open(0, Front.socks5("ann", "secret")));
            line.socks("ann", "secret");
            line.obfuscate(Line.INTERMEDIATE, 2, null);
            assertCalls(line);
        }

        @Test
        void refuse_a_wrong_password() throws IOException {
            Line line = doorway.bare(doorway.door.open(0, Front.socks5("ann", "secret")));
            assertThatThrownBy(() -> line.socks("ann", "wrong")).hasMessageContaining("[1, 1]");
            assertThat(line.isEnded()).isTrue();
        }

        @Test
        void are_an_mtproto_proxy_for_those_who_know_its_secret() throws IOException {
            byte[] secret = new byte[16];
            secret[3] = 9;
            Line line = doorway.bare(doorway.door.open(0, Front.mtprotoProxy(Bytes.copyOf(secret))));
            line.obfuscate(Line.PADDED, 2, secret);
            assertCalls(line);
        }

        @Test
        void end_the_connection_of_those_who_do_not() throws IOException {
            Line line = doorway.bare(doorway.door.open(0, Front.mtprotoProxy(Bytes.copyOf(new byte[16]))));
            line.obfuscate(Line.PADDED, 2, new byte[15]);
            assertThat(line.isEnded()).isTrue();
        }

        @Test
        void may_be_missing() throws IOException {
            Line line = doorway.bare(doorway.door.open(0, Front.direct()));
            line.obfuscate(Line.INTERMEDIATE, 2, null);
            assertCalls(line);
        }

        @Test
        void need_a_port_that_is_free() {
            assertThatThrownBy(() -> doorway.door.open(doorway.port, Front.direct()))
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @Nested
    class Frames {
        private Line framed(int framing) throws IOException {
            Line line = doorway.bare(doorway.door.open(0, Front.direct()));
            line.obfuscate(framing, 2, null);
            return line;
        }

        @Test
        void may_be_padded() throws IOException {
            assertCalls(framed(Line.PADDED));
        }

        @Test
        void may_be_abridged() throws IOException {
            assertCalls(framed(Line.ABRIDGED));
        }

        @Test
        void may_ask_for_a_quick_answer() throws IOException {
            for (int framing : new int[] {Line.INTERMEDIATE, Line.ABRIDGED}) {
                Caller caller = doorway.caller(framed(framing));
                long id = caller.nextId();
                byte[] sealed = caller.seal(id, Caller.CODEC.write(Doorway.question()));
                caller.line().send(sealed, true);
                byte[] token = caller.line().receive();
                assertThat(token).hasSize(4);
                assertThat(TlReader.of(token).int32()).isNegative();
                assertThat(caller.answer(id, "help.getNearestDc").is("nearestDc"))
                        .isTrue();
            }
        }

        @Test
        void that_are_too_long_end_the_connection() throws IOException {
            Line line = doorway.line();
            line.promise(2 << 20);
            assertThat(line.isEnded()).isTrue();
        }

        @Test
        void may_come_byte_by_byte() throws IOException {
            Line line = doorway.bare(doorway.door.open(0, Front.direct()));
            line.dripping = true;
            line.obfuscate(Line.INTERMEDIATE, 2, null);
            assertCalls(line);
        }
    }
}
