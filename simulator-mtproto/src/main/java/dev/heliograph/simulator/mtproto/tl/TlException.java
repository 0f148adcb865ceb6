// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

/** Bytes that are no such object, or an object that cannot be written as it is. */
public final class TlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The number of the constructor that the schema does not have, or 0. */
    private final int unknown;

    private TlException(String message, int unknown) {
        super(message);
        this.unknown = unknown;
    }

    static TlException of(String message) {
        return new TlException(message, 0);
    }

    static TlException unknown(int id) {
        return new TlException(String.format("no constructor has the number %08x", id), id);
    }

    /** The number of the constructor that the schema does not have; 0 where something else is wrong. */
    public int unknown() {
        return unknown;
    }
}
