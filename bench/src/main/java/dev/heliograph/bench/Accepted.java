// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

/**
 * A message that the server took.
 *
 * @param atMillis when, by the server's clock
 */
record Accepted(long chat, long messageId, String text, double atMillis) {}
