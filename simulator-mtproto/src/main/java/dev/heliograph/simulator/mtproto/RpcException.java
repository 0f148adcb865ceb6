// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import org.jspecify.annotations.Nullable;

/** What the server refuses, or an answer that never comes. */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    private RpcException(int code, @Nullable String text) {
        super(text, null, false, false);
        this.code = code;
    }

    /**
     * A refusal.
     *
     * @param code such as 400 or 420
     * @param text such as PEER_ID_INVALID or FLOOD_WAIT_30
     */
    public static RpcException of(int code, String text) {
        return new RpcException(code, text);
    }

    /** The call was carried out or not, and its answer is lost for good: the session forgets that it was ever asked. */
    public static RpcException silence() {
        return new RpcException(0, null);
    }

    /** The code of the refusal; 0 for silence. */
    public int code() {
        return code;
    }

    boolean isSilence() {
        return code == 0;
    }

    String text() {
        String text = getMessage();
        return text == null ? "" : text;
    }
}
