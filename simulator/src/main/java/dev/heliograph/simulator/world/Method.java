// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

/** The calls that are counted apart from each other. */
enum Method {
    SEND,
    EDIT,
    DELETE,
    HISTORY,
    RESOLVE,
    LOGIN
}
