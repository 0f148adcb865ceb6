// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.Peer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** An audience in JSON Lines or CSV. It is read twice: once to be checked as a whole, once to be sent. */
public final class Audience implements AutoCloseable {
    private final Path file;
    private final boolean spooled;
    private final AudienceForm form;
    private final List<AudienceLine> badLines = new ArrayList<>();
    private long goodLines;
    private String sha256 = "";

    private Audience(Path file, boolean spooled, AudienceForm form) {
        this.file = file;
        this.spooled = spooled;
        this.form = form;
    }

    /**
     * Reads and checks the file; what can be read only once, as a pipe, as if it were a stream.
     *
     * @param each is told of the chat of each good line, in order
     * @throws IOException where it cannot be read
     */
    public static Audience ofFile(Path file, AudienceForm form, Consumer<Peer> each) throws IOException {
        if (Files.isRegularFile(file)) {
            return new Audience(file, false, form).checked(each);
        }
        try (InputStream once = Files.newInputStream(file)) {
            return ofStream(once, form, each);
        }
    }

    /**
     * Reads the stream to its end into a file of its own, and checks that; closing deletes it.
     *
     * @param each is told of the chat of each good line, in order
     * @throws IOException where it cannot be read or kept
     */
    public static Audience ofStream(InputStream stream, AudienceForm form, Consumer<Peer> each) throws IOException {
        Path spool = Files.createTempFile("heliograph-audience", ".part");
        try {
            copy(stream, spool);
            return new Audience(spool, true, form).checked(each);
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(spool);
            throw broken;
        }
    }

    /** By hand: the JDK's own ways ask some streams where they stand, which a pipe cannot tell. */
    private static void copy(InputStream from, Path into) throws IOException {
        byte[] part = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(into)) {
            for (int read = from.read(part); read >= 0; read = from.read(part)) {
                out.write(part, 0, read);
            }
        }
    }

    /** The lines that cannot be sent, in order. */
    public List<AudienceLine> badLines() {
        return badLines;
    }

    /** How many lines can be sent. */
    public long goodLines() {
        return goodLines;
    }

    /** The SHA-256 of all bytes and of the template, in hexadecimal: the same messages have the same. */
    public String sha256() {
        return sha256;
    }

    /**
     * The lines that are not blank, from the first one on; to be closed.
     *
     * @throws IOException where the file cannot be read
     */
    public AudienceReader open() throws IOException {
        return form.read(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** Deletes what was kept of a stream. */
    @Override
    public void close() throws IOException {
        if (spooled) {
            Files.deleteIfExists(file);
        }
    }

    private Audience checked(Consumer<Peer> each) throws IOException {
        MessageDigest digest = sha();
        InputStream digested = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest);
        try (AudienceReader lines = form.read(new BufferedInputStream(digested))) {
            for (AudienceLine line = lines.next(); line != null; line = lines.next()) {
                if (line.isGood()) {
                    goodLines++;
                    each.accept(line.good().peer());
                } else {
                    badLines.add(line);
                }
            }
        }
        form.addTo(digest);
        sha256 = HexFormat.of().formatHex(digest.digest());
        return this;
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
