// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a host of several addresses: the name that was asked for is the one that is shown and checked. */
@Timeout(120)
class TlsTest {
    private static final String NAME = "bots.test";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60));
    /** The names that clients asked for. */
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    private SSLContext context;
    private X509TrustManager trust;
    private SSLServerSocket server;
    private SocketHttp http;

    @BeforeEach
    void open() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "san=dns:" + NAME,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(keys);
        trust = (X509TrustManager) others.getTrustManagers()[0];
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), new X509TrustManager[] {trust}, null);
        server = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread serving = new Thread(this::serve, "tls-server");
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        server.close();
        clockwork.close();
    }

    private void serve() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                try (socket) {
                    answer(socket);
                } catch (IOException refused) {
                    // as the test wants it
                }
            }
        } catch (IOException over) {
            // closed by the test
        }
    }

    private void answer(SSLSocket socket) throws IOException {
        socket.startHandshake();
        ((ExtendedSSLSession) socket.getSession())
                .getRequestedServerNames()
                .forEach(name -> asked.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
        RawServer.Connection connection = new RawServer.Connection(socket);
        connection.body(connection.head());
        connection.answer("{\"ok\":true,\"result\":true}");
    }

    private HttpAnswer post(String host) {
        http = new SocketHttp(
                URI.create("https://" + host + ":" + server.getLocalPort()),
                clockwork.context("test"),
                builder -> builder.sslSocketFactory(context.getSocketFactory(), trust)
                        .dns(name -> List.of(
                                InetAddress.getByAddress(name, new byte[] {127, 0, 0, 9}),
                                InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1}))));
        return clockwork.await(http.post(BreakingTest.call()));
    }

    @Test
    void the_second_address_is_used_under_the_name_of_the_host() {
        assertThat(post(NAME).status()).isEqualTo(200);
        assertThat(asked).containsExactly(NAME);
    }

    @Test
    void a_certificate_of_another_name_is_refused_at_each_address() {
        assertThat(post("other.test")).isInstanceOfSatisfying(HttpAnswer.Broken.class, broken -> {
            assertThat(broken.written()).isFalse();
            assertThat(broken.reason()).contains("TLS failed");
        });
    }
}
