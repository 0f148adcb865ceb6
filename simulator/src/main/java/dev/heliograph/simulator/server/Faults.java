// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import dev.heliograph.model.Numbers;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.WorldSettings;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What goes wrong: {@code calm}, {@code chaos}, or rates such as {@code server-errors=0.02,lost-after=0.01}; rates may also
 * follow one of the two words and change it.
 *
 * @param chaos whether those that are not named have rates drawn from a seed, rather than none
 * @param named the rates that were named
 */
public record Faults(boolean chaos, Map<Fault, Double> named) {
    /** Copies the map. */
    public Faults {
        EnumMap<Fault, Double> copy = new EnumMap<>(Fault.class);
        copy.putAll(named);
        named = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with a message that says what was expected
     */
    public static Faults parse(String text) {
        boolean chaos = false;
        EnumMap<Fault, Double> named = new EnumMap<>(Fault.class);
        String[] items = text.strip().split(",", -1);
        for (int i = 0; i < items.length; i++) {
            String item = items[i].strip();
            if (i == 0 && (item.equals("calm") || item.equals("chaos"))) {
                chaos = item.equals("chaos");
                continue;
            }
            int equals = item.indexOf('=');
            if (equals < 1) {
                throw wrong("'" + item + "' is none of them");
            }
            named.put(fault(item.substring(0, equals).strip()), share(item, item.substring(equals + 1)));
        }
        return new Faults(chaos, named);
    }

    /** The rate of each fault; a missing one is 0. */
    public Map<Fault, Double> rates(long seed) {
        EnumMap<Fault, Double> rates = new EnumMap<>(Fault.class);
        if (chaos) {
            rates.putAll(WorldSettings.chaosRates(seed));
        }
        rates.putAll(named);
        return rates;
    }

    private static Fault fault(String name) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.key().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("there is no fault '" + name + "'"));
    }

    private static double share(String item, String text) {
        try {
            return Numbers.decimal(text, 0, 1);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("'" + item + "': expected a share from 0 to 1, such as 0.02", wrong);
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "expected calm, chaos or a list such as server-errors=0.02,lost-after=0.01; "
                        + what + "; faults are "
                        + String.join(
                                ", ",
                                Arrays.stream(Fault.values()).map(Fault::key).toList()));
    }
}
