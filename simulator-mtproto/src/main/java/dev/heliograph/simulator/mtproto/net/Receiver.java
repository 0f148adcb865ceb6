// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.net;

import java.util.function.Consumer;

/**
 * Who is told of what arrives on a channel.
 *
 * @param bytes takes what arrived, never nothing
 * @param gone runs once when the channel is closed, by whichever side
 */
public record Receiver(Consumer<byte[]> bytes, Runnable gone) {}
