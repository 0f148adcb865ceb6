// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the door saw of processes that share authorizations, as the score of the server shows it. */
final class UseReport {
    private static final int MOST_TOLD = 20;

    private final TelegramLoopback telegram;

    UseReport(TelegramLoopback telegram) {
        this.telegram = telegram;
    }

    Map<String, Object> fields() {
        List<DoubleUse> doubled = telegram.doubleUses();
        List<Long> silences = telegram.takeOvers().stream()
                .map(TakeOver::silence)
                .map(Duration::toMillis)
                .sorted()
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("first_uses", telegram.firstUses());
        fields.put("double_uses", doubled.size());
        fields.put("keep_alives", telegram.keepAlives());
        fields.put("take_overs", silences.size());
        fields.put("take_over_ms_p50", share(silences, 0.5));
        fields.put("take_over_ms_p99", share(silences, 0.99));
        fields.put("take_over_ms_max", share(silences, 1));
        if (!doubled.isEmpty()) {
            fields.put(
                    "double_use",
                    doubled.stream().limit(MOST_TOLD).map(UseReport::fields).toList());
        }
        return fields;
    }

    private static Map<String, Object> fields(DoubleUse use) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", use.key());
        fields.put("holder", use.holder());
        fields.put("device", use.device());
        fields.put("call", use.call());
        fields.put("at", use.at().toString());
        return fields;
    }

    /** The smallest one that this share of all does not exceed; 0 where there is none. */
    private static long share(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
