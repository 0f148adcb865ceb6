// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Stable;

/**
 * The intent to send a row.
 *
 * @param id the row
 * @param session the name of the session that is about to send it
 * @param randomId the number that all attempts of the row share
 */
@Stable
public record Intent(long id, String session, long randomId) {}
