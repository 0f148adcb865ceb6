// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rediss:} over real connections, to an endpoint of this address and to one that has the name of another. */
class TlsTest {
    @TempDir
    static Path folder;

    private static TlsFront here;
    private static TlsFront elsewhere;

    @BeforeAll
    static void listen() throws IOException, GeneralSecurityException {
        here = new TlsFront(Servers.single(), "ip:127.0.0.1", folder);
        elsewhere = new TlsFront(Servers.single(), "dns:redis.example", folder);
    }

    @AfterAll
    static void leave() {
        here.close();
        elsewhere.close();
    }

    private static Desk at(TlsFront front, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "=//127.0.0.1:" + front.port();
        all[1] = "prefix=" + Servers.freshPrefix();
        System.arraycopy(more, 0, all, 2, more.length);
        return new Desk(new SecureRedisStateProvider(), all);
    }

    @Test
    void a_server_whose_certificate_is_trusted_is_used() {
        try (Desk desk = at(here, "ca=" + here.certificate())) {
            OtherServersTest.useAll(desk);
        }
    }

    @Test
    void a_certificate_of_another_issuer_is_refused_in_one_sentence() {
        assertThatThrownBy(() -> at(here, "ca=" + elsewhere.certificate()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("rediss://127.0.0.1:" + here.port() + ": cannot connect: ")
                .hasMessageContaining("certification path")
                .hasMessageEndingWith("; the settings 'ca' and 'verify' say which certificates are trusted");
    }

    @Test
    void a_certificate_of_another_name_is_refused_unless_names_are_not_checked() {
        String ca = "ca=" + elsewhere.certificate();

        assertThatThrownBy(() -> at(elsewhere, ca))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("subject alternative");
        try (Desk desk = at(elsewhere, ca, "verify=ca")) {
            assertThat(desk.append("a")).isEqualTo(1);
        }
    }

    @Test
    void nothing_is_checked_where_that_is_asked_for() {
        try (Desk desk = at(elsewhere, "verify=none")) {
            assertThat(desk.append("a")).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_speaks_plainly_is_told_apart() {
        assertThatThrownBy(() ->
                        new Desk(new SecureRedisStateProvider(), "=//127.0.0.1:" + Servers.single(), "timeout=500ms"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("cannot connect");
    }
}
