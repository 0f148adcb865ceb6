// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of a message as TDLib takes them.
 *
 * @param files an InputFile for each, in their order
 * @param bytes how many have to go up in all
 * @param unpack gets rid of what had to be put on the disk; blocks nobody
 */
record Cargo(List<ObjectNode> files, long bytes, Runnable unpack) {
    static final Cargo NONE = new Cargo(List.of(), 0, () -> {});

    Cargo {
        files = List.copyOf(files);
    }
}
