// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

/** Sign that standard output takes nothing more: who read it is gone, or its disk is full. */
public final class OutputClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutputClosedException() {
        super("standard output took no more before the end: its reader is gone, or its disk is full");
    }
}
