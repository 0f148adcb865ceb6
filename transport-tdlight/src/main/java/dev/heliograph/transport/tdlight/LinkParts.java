// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.SessionName;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.transport.tdlight.login.LoginPrompts;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdHub;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a transport lends its links.
 *
 * @param opening lets connections begin one after the other
 * @param signingIn lets sign-ins begin one after the other
 * @param people who is asked, which may change
 */
record LinkParts(
        TdlightSettings settings,
        PluginContext context,
        TdHub hub,
        Dialect dialect,
        SessionFiles files,
        Roll roll,
        Pace opening,
        Pace signingIn,
        Supplier<People> people) {
    /** Who is asked for what a sign-in needs, and whether users sign in by a link. */
    record People(@Nullable Function<SessionName, @Nullable LoginPrompts> prompts, boolean byLink) {
        static final People NOBODY = new People(null, false);

        @Nullable
        LoginPrompts of(SessionName session) {
            return prompts == null ? null : prompts.apply(session);
        }
    }
}
