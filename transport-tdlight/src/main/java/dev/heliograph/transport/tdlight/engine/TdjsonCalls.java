// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/**
 * The functions of libtdjson, bound to their addresses once per process, which is faster than a call through a proxy. Texts go
 * in as UTF-8 that ends with a zero byte, and come out as a pointer that holds until the same thread calls again.
 */
final class TdjsonCalls {
    private TdjsonCalls() {}

    /** Takes what TDLib logs, on a thread of TDLib's; must not call TDLib. */
    @FunctionalInterface
    interface Log extends Callback {
        /**
         * One message.
         *
         * @param level 0 is fatal: the process ends when this returns
         */
        void message(int level, Pointer text);
    }

    static native int td_create_client_id();

    static native void td_send(int client, byte[] request);

    static native Pointer td_receive(double seconds);

    static native Pointer td_execute(byte[] request);

    static native void td_set_log_message_callback(int mostVerbose, Log log);
}
