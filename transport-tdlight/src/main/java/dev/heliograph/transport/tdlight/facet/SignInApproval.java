// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.facet;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import java.util.concurrent.CompletionStage;

/** The facet of a link of {@code tdlight:} that lets another device into the account of its session. */
@Implementable
@FunctionalInterface
public interface SignInApproval {
    /**
     * Approves a sign-in.
     *
     * @param link what the other device shows, such as {@code tg://login?token=…}
     */
    CompletionStage<Outcome<Boolean>> approve(String link);
}
