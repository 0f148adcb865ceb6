// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Implementable;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Hands every call on to another transport: the base of wrappers that change one thing. A wrapper that implements {@link
 * Transport} by itself would stop compiling, or quietly answer for the wrapped one, whenever the port learns a new
 * method; this class forwards it. Wrap its links in {@link #link} with a {@link ForwardingLink}.
 */
@Implementable
public class ForwardingTransport implements Transport {
    private final Transport target;

    /** A wrapper of that transport. */
    protected ForwardingTransport(Transport target) {
        this.target = target;
    }

    @Override
    public Capabilities capabilities() {
        return target.capabilities();
    }

    @Override
    public Link link(ClientConfig config, EventSink sink) {
        return target.link(config, sink);
    }

    @Override
    public String server() {
        return target.server();
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return target.facet(type);
    }

    @Override
    public CompletionStage<Void> close() {
        return target.close();
    }

    /** Names the wrapper and what it wraps. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + target + "]";
    }
}
