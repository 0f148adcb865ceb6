// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.util.function.Consumer;

/**
 * What a connection can do with what carries it.
 *
 * @param out sends bytes
 * @param end closes it once they are sent
 * @param cut closes it at once
 * @param reading says whether more is wanted for now
 */
record Wire(Consumer<byte[]> out, Runnable end, Runnable cut, Consumer<Boolean> reading) {}
