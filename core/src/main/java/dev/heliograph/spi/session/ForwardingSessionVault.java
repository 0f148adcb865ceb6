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

/** The vault of another store, unchanged; extend it to change some calls and keep those that are added later. */
@Implementable
public class ForwardingSessionVault implements SessionVault {
    private final SessionVault target;

    /** Hands every call to the target. */
    protected ForwardingSessionVault(SessionVault target) {
        this.target = target;
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
        return target.load(session);
    }

    @Override
    public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
        return target.store(session, sealed);
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
        return target.delete(session);
    }

    @Override
    public CompletionStage<Outcome<List<SessionName>>> list() {
        return target.list();
    }
}
