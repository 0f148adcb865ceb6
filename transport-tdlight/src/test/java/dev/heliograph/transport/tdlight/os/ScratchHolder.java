// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of its own that has a scratch folder and a scratch file, with a key in each, until its standard input ends. */
final class ScratchHolder {
    private ScratchHolder() {}

    public static void main(String[] arguments) throws IOException {
        Path parent = Path.of(arguments[0]);
        try (Scratch folder = Scratch.folder(parent, ".ask");
                Scratch file = Scratch.file(parent)) {
            Files.createDirectories(folder.path().resolve("td"));
            Files.writeString(folder.path().resolve("td/td.binlog"), "a key");
            int written = file.channel().write(ByteBuffer.wrap("a key".getBytes(StandardCharsets.US_ASCII)));
            System.out.println(written == 5 ? "held" : "cut off");
            int unused = System.in.read();
        }
    }
}
