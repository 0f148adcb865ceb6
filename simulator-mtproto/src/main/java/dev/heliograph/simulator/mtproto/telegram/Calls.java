// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which calls are answered, and by whom. */
final class Calls {
    private final Map<String, TelegramCall> all = new TreeMap<>();
    private final Set<String> open = new TreeSet<>();

    /** A call of those who are signed in. */
    void add(String name, TelegramCall call) {
        if (all.put(name, call) != null) {
            throw new IllegalArgumentException(name + " is answered twice");
        }
    }

    /** A call that needs no account. */
    void addOpen(String name, TelegramCall call) {
        add(name, call);
        open.add(name);
    }

    @Nullable
    TelegramCall find(String name) {
        return all.get(name);
    }

    boolean isOpen(String name) {
        return open.contains(name);
    }
}
