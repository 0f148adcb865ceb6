// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Stable;
import org.jspecify.annotations.Nullable;

/**
 * Who a session is signed in as.
 *
 * @param account the account
 * @param bot whether it is a bot
 * @param username its public name without "@", or null
 */
@Stable
public record SelfInfo(
        AccountId account, boolean bot, @Nullable String username) {}
