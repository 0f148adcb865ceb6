// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Implementable;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Hands every call on to another link: the base of wrappers that change one thing, see {@link ForwardingTransport}. Facets
 * are those of the wrapped link; a wrapper that changes sending usually has to change {@link Forwarding} as well.
 */
@Implementable
public class ForwardingLink implements Link {
    private final Link target;

    /** A wrapper of that link. */
    protected ForwardingLink(Link target) {
        this.target = target;
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        return target.connect();
    }

    @Override
    public CompletionStage<Void> disconnect() {
        return target.disconnect();
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        return target.send(request);
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return target.facet(type);
    }

    /** Names the wrapper and what it wraps. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + target + "]";
    }
}
