// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Limits;

/**
 * One session of the fleet.
 *
 * @param config how it signs in and behaves
 * @param limits the speed it keeps to
 */
public record SessionSettings(ClientConfig config, Limits limits) {}
