// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The cryptography of the protocol, over the ciphers of the JDK. Made to be talked to by clients that are under test: it
 * guards nothing, and takes no care to hide how long it takes. May use the TL readers and writers and the JDK.
 *
 * <p>Threads: everything may be used from any thread, except {@link
 * dev.heliograph.simulator.mtproto.crypto.CtrStream}.
 */
@NullMarked
package dev.heliograph.simulator.mtproto.crypto;

import org.jspecify.annotations.NullMarked;
