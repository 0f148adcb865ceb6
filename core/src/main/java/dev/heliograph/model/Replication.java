// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** Whether something that a store has accepted has a copy on another of its servers. */
@Stable
public enum Replication {
    /** There is no other server that could have one: what is stored is as safe as the one that has it. */
    NONE,
    /** As many other servers as were asked for have one. */
    CONFIRMED,
    /** There is another server, which did not confirm in time: lost if the first one is lost now. */
    UNCONFIRMED
}
