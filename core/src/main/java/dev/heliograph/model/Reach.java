// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** Range of a refusal: what it says of other messages. */
@Stable
public enum Reach {
    /** Nothing: another message to that chat may well be taken. */
    MESSAGE,
    /** The chat, for the job that is running; later jobs try it again. */
    JOB,
    /** The chat, for the account that was refused and a day: rights come back. */
    DAY,
    /** The person, for the account that was refused and 90 days; a chat that is no person for a day. */
    SEASON,
    /** The person, for every account and 90 days. */
    EVERYONE,
    /** Every chat: the account is passed over until it is released. */
    ACCOUNT
}
