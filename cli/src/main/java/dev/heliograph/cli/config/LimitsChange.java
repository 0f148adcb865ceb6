// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.Durations;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import java.util.List;
import java.util.Map;

/**
 * The limits that the configuration changes; the others keep the defaults of the kind of account.
 *
 * @param texts checked texts by path, such as {@code limits.chat}
 */
record LimitsChange(Map<String, String> texts) {
    Limits applyTo(Limits base) {
        return new Limits(
                limits("limits.session", base.session()),
                limit("limits.chat", base.chat()),
                limit("limits.group", base.group()),
                limits("limits.groups", base.groups()),
                limit("limits.edit", base.edit()),
                limit("limits.resolve", base.resolve()),
                limit("limits.history", base.history()),
                limit("limits.login", base.login()),
                texts.containsKey("limits.minimumDelay")
                        ? Durations.parse(texts.get("limits.minimumDelay"))
                        : base.minimumDelay());
    }

    private Limit limit(String path, Limit base) {
        String text = texts.get(path);
        return text == null ? base : Limit.parse(text);
    }

    private List<Limit> limits(String path, List<Limit> base) {
        String text = texts.get(path);
        return text == null ? base : Key.Form.limits(text);
    }
}
