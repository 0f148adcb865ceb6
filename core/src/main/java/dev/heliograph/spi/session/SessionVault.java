// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.session;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps sealed bytes by session; what is inside is none of its business. */
@Implementable
public interface SessionVault {
    /** The sealed bytes of the session, if there are any. */
    CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session);

    /** Replaces the sealed bytes of the session, all or nothing; always true. */
    CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed);

    /** Forgets the session; true where there was one. */
    CompletionStage<Outcome<Boolean>> delete(SessionName session);

    /** The sessions that are kept, by name. */
    CompletionStage<Outcome<List<SessionName>>> list();
}
