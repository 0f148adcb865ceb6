// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;

/** Answers one call of the API. Short: whatever takes time is the way's business. */
@FunctionalInterface
interface TelegramCall {
    /** The answer; a {@link Refusal} is thrown. */
    TlObject answer(Query query);
}
