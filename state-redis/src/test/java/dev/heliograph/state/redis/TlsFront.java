// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A TLS endpoint with a certificate that it signed itself, in front of a server that speaks plainly. */
final class TlsFront implements AutoCloseable {
    private static final char[] PASSWORD = "secret".toCharArray();
    private final int behind;
    private final Path certificate;
    private final SSLServerSocket entrance;

    /**
     * Begins to listen.
     *
     * @param behind the port of the server
     * @param name for whom the certificate is, such as {@code ip:127.0.0.1}
     */
    TlsFront(int behind, String name, Path folder) throws IOException, GeneralSecurityException {
        this.behind = behind;
        Path store = folder.resolve("keys-" + Integer.toHexString(name.hashCode()) + ".p12");
        make(store, name);
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        certificate = Files.writeString(
                folder.resolve(store.getFileName() + ".pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("own").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        entrance = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    private static void make(Path store, String name) throws IOException {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1 -genkeypair -alias own -keyalg EC -groupname secp256r1 -validity 2 -storetype PKCS12",
                "-dname CN=" + name.replace(':', '.') + " -ext san=" + name + " -storepass " + new String(PASSWORD)
                        + " -keystore " + store);
        Process keytool = new ProcessBuilder(List.of(String.join(" ", words).split(" ")))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(store)) {
            throw new IOException("keytool made no key: " + said);
        }
    }

    /** In PEM. */
    Path certificate() {
        return certificate;
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket outer = entrance.accept();
                Socket inner = new Socket(InetAddress.getLoopbackAddress(), behind);
                begin(() -> copy(outer, inner));
                begin(() -> copy(inner, outer));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException ended) {
            // by either side, or a handshake that failed
        }
    }

    private static void begin(Runnable body) {
        Thread thread = new Thread(body, "tls front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
