// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.state.memory.MemoryStateStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A store that outlives its fleet, as a durable one does: the same name is the same store until the JVM ends. */
public final class SharedMemory implements StateStoreProvider {
    private static final Map<String, StateStore> STORES = new ConcurrentHashMap<>();
    private static final Setting<String> NAME = Setting.rest(null, "Which store.");
    private static final Setting<String> LINE = Setting.text("line", "", "The name of this fleet's line to the store.");
    private static final Set<String> CUT = ConcurrentHashMap.newKeySet();
    private static final Setting<Boolean> AT_ONCE =
            Setting.flag("at-once", false, "Whether several fleets use it at the same time.");

    /** Nothing passes over that line from now on, or again. */
    static void cut(String name, String line, boolean cut) {
        Object unused = cut ? CUT.add(name + "/" + line) : CUT.remove(name + "/" + line);
    }

    private static <P> P over(String line, Class<P> port, P memory) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (CUT.contains(line) && method.getReturnType() == CompletionStage.class) {
                        return CompletableFuture.completedStage(
                                Outcome.failed(new Failure.Unavailable(Failure.Origin.NETWORK, "the line is cut")));
                    }
                    return method.invoke(memory, arguments);
                }));
    }

    @Override
    public String scheme() {
        return "shared";
    }

    @Override
    public String description() {
        return "Memory that outlives its fleet.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(NAME, LINE, AT_ONCE);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        StateStore memory = STORES.computeIfAbsent(settings.get(NAME), name -> new MemoryStateStore());
        String line = settings.get(NAME) + "/" + settings.get(LINE);
        Cells cells = over(line, Cells.class, memory.cells());
        Outbox outbox = over(line, Outbox.class, memory.outbox());
        return new ForwardingStateStore(memory) {
            @Override
            public Cells cells() {
                return cells;
            }

            @Override
            public Outbox outbox() {
                return outbox;
            }

            @Override
            public boolean durable() {
                return true;
            }

            @Override
            public boolean shared() {
                return settings.get(AT_ONCE);
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedStage(null);
            }
        };
    }
}
