// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Runs sessions: lanes, gates, pace, retries, the outbox, events and health. Not exported: what users see of it is {@code
 * dev.heliograph.api}. May use the model, the policies and the ports.
 *
 * <p>Threads: everything of a session runs on its strand and needs no locks; what several sessions share ({@link
 * dev.heliograph.engine.AccountBudget}) is guarded by its own monitor.
 */
@NullMarked
package dev.heliograph.engine;

import org.jspecify.annotations.NullMarked;
