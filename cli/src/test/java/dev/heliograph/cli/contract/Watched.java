// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.contract;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.ForwardingLink;
import dev.heliograph.spi.transport.ForwardingTransport;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A transport that tells what is asked of it, and refuses some features as if it had never had them.
 *
 * @param target what answers
 * @param without the features that are taken away
 * @param told gets each call and each answer {@code Unsupported}, on any thread
 */
record Watched(TransportProvider target, Set<Feature> without, Consumer<String> told) implements TransportProvider {
    /** Begins what is told of a facet's presence. */
    static final String FACET = "facet ";
    /** Told of an answer {@code Unsupported}. */
    static final String REFUSED = "refused";

    private static final Map<Class<?>, Feature> FACETS = Map.of(
            Editing.class, Feature.EDITING,
            Forwarding.class, Feature.FORWARDING,
            History.class, Feature.HISTORY,
            EntityLookup.class, Feature.ENTITIES);

    @Override
    public String scheme() {
        return target.scheme();
    }

    @Override
    public String description() {
        return target.description();
    }

    @Override
    public int apiLevel() {
        return target.apiLevel();
    }

    @Override
    public List<Setting<?>> settings() {
        return target.settings();
    }

    @Override
    public Capabilities capabilities() {
        return left(target.capabilities());
    }

    @Override
    public Transport open(Settings settings, PluginContext context) {
        return new ForwardingTransport(target.open(settings, context)) {
            @Override
            public Capabilities capabilities() {
                return left(super.capabilities());
            }

            @Override
            public Link link(ClientConfig config, EventSink sink) {
                return watched(super.link(config, sink));
            }
        };
    }

    private Capabilities left(Capabilities all) {
        List<Feature> features = new ArrayList<>(all.features());
        features.removeAll(without);
        return Capabilities.of(features);
    }

    private boolean lacks(Feature feature) {
        return without.contains(feature);
    }

    private Link watched(Link link) {
        return new ForwardingLink(link) {
            @Override
            public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
                told.accept("send");
                Feature missing = missing(request.message());
                if (missing == null) {
                    return super.send(request);
                }
                told.accept(REFUSED);
                return CompletableFuture.completedFuture(Outcome.failed(new Failure.Unsupported(missing.name())));
            }

            @Override
            public <F> Optional<F> facet(Class<F> type) {
                Feature feature = FACETS.get(type);
                if (feature == null) {
                    return super.facet(type);
                }
                Optional<F> facet = lacks(feature) ? Optional.empty() : super.facet(type);
                told.accept(FACET + feature + (facet.isPresent() ? " there" : " not there"));
                return facet.map(found -> watched(type, found));
            }
        };
    }

    private Feature missing(OutgoingMessage message) {
        if (message.schedule() != null && lacks(Feature.SCHEDULE)) {
            return Feature.SCHEDULE;
        }
        if (message.topic() != 0 && lacks(Feature.TOPICS)) {
            return Feature.TOPICS;
        }
        return message.media() != null && lacks(Feature.MEDIA) ? Feature.MEDIA : null;
    }

    private <F> F watched(Class<F> type, F facet) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            told.accept(method.getName());
            try {
                return method.invoke(facet, given);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }
}
