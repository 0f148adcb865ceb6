// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionMaterialTest {

    @Nested
    class Secrets {
        @Test
        void only_the_fingerprint_is_shown() throws Exception {
            String fingerprint = HexFormat.of().formatHex(Arrays.copyOfRange(Vectors.sha1(Vectors.KEY), 12, 20));
            SessionMaterial session = SessionMaterial.of(2, false, Vectors.KEY)
                    .withUserId(Vectors.USER)
                    .withAddress(new DcAddress("149.154.167.51", 443));

            assertThat(session.toString()).isEqualTo("SessionMaterial[" + fingerprint + "]");
        }

        @Test
        void the_key_cannot_be_changed_from_outside() throws Exception {
            byte[] key = Vectors.KEY.clone();
            SessionMaterial session = SessionMaterial.of(2, false, key);
            key[0]++;
            session.authKey()[1]++;

            assertThat(session.authKey()).isEqualTo(Vectors.KEY);
        }
    }

    @Nested
    class Judgement {
        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 6})
        void a_data_centre_is_one_to_five(int dc) {
            assertThatThrownBy(() -> SessionMaterial.of(dc, true, Vectors.KEY))
                    .isInstanceOf(SessionFormatException.class);
        }

        @Test
        void a_key_of_another_length_is_none() {
            assertThatThrownBy(() -> SessionMaterial.of(1, false, new byte[255]))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("255");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, 1L << 52})
        void a_user_id_has_bounds(long id) throws Exception {
            SessionMaterial session = SessionMaterial.of(1, false, Vectors.KEY);

            assertThatThrownBy(() -> session.withUserId(id)).isInstanceOf(SessionFormatException.class);
        }
    }

    @Nested
    class Addresses {
        @ParameterizedTest
        @ValueSource(
                strings = {"149.154.167.51:443", "[2001:67c:4e8:f002::a]:443", "[::]:1", "host-1.example.org:65535"})
        void come_back_as_they_were(String text) {
            assertThat(DcAddress.parse(text)).hasToString(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "149.154.167.51",
                    "149.154.167.256:443",
                    "1.2.3:443",
                    "01.2.3.4:443",
                    "1.2.3.4:0",
                    "1.2.3.4:65536",
                    "::1:443",
                    "[::1:443",
                    "[1.2.3.4]:443",
                    "[1::2::3]:443",
                    "[12345::]:1",
                    "a b:1",
                    "[1:2:3:4:5:6:7:8:9]:1",
                    "[1:2:3:4:5:6:7]:1",
                    "[:1::2]:1"
                })
        void that_cannot_be_are_refused(String text) {
            assertThatThrownBy(() -> DcAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2001:67c:4e8:f002::a",
                    "::",
                    "::1",
                    "1::",
                    "1:0:2::",
                    "0:1:2:3:4:5:6:7",
                    "1:2:3:4:5:6:7:8",
                    "::ffff:1.2.3.4"
                })
        void of_sixteen_bytes_have_one_shortest_form(String text) throws Exception {
            byte[] bytes = text.contains(".")
                    ? HexFormat.of().parseHex("00000000000000000000ffff01020304")
                    : java.net.InetAddress.getByName(text).getAddress();
            String shortest = DcAddress.hostOf(bytes);

            assertThat(shortest).isEqualTo(text.contains(".") ? "::ffff:102:304" : text);
            assertThat(Ipv6.bytes(shortest)).isEqualTo(bytes);
        }
    }
}
