// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** How much a refusal for speed closes. */
@Stable
public enum FloodScope {
    /** The method for this chat; the server did not say more. The engine widens it on evidence. */
    REQUEST,
    /** Every method for this chat: slow mode. */
    CHAT,
    /** The method for every chat. */
    METHOD,
    /** The whole account. */
    ACCOUNT
}
