// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.login;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.SessionName;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facet of a transport {@code tdlight:} through which a program signs its users in by itself. Without it nobody is asked,
 * and a session that is not signed in says so at once. May be used from any thread.
 */
@Implementable
@FunctionalInterface
public interface LoginDesk {
    /**
     * From now on these people are asked.
     *
     * @param people who is asked for a session; null for nobody, and from the function for nobody of that session
     * @param byLink whether users sign in by a link, rather than by a code
     */
    void ask(@Nullable Function<SessionName, @Nullable LoginPrompts> people, boolean byLink);
}
