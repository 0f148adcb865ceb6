// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Durations;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Product;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.Provider;
import dev.heliograph.spi.Setting;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of the page on configuration, made of what the code declares. */
final class SettingsTables {
    private static final Pattern END = Pattern.compile("\\n \\* @param |\\n \\*/");

    private SettingsTables() {}

    /** Every table by the name that the page calls it by. */
    static SortedMap<String, String> all() {
        SortedMap<String, String> tables = new TreeMap<>();
        tables.put(
                "ClientConfig",
                table(ClientConfig.class, ClientConfig.named("main").build()));
        tables.put("RetryConfig", table(RetryConfig.class, RetryConfig.defaults()));
        tables.put("Limits", table(Limits.class, Limits.forBots(), Limits.forUsers()));
        Plugins plugins = Plugins.installed();
        plugins.transports().values().forEach(provider -> add(tables, provider));
        plugins.states().values().forEach(provider -> add(tables, provider));
        plugins.metrics().values().forEach(provider -> add(tables, provider));
        return tables;
    }

    private static void add(SortedMap<String, String> tables, Provider provider) {
        StringBuilder text =
                new StringBuilder("| setting | written as | default | what for |\n| --- | --- | --- | --- |\n");
        for (Setting<?> setting : provider.settings()) {
            String key = setting.key().isEmpty() ? "(before the `?`)" : "`" + setting.key() + "`";
            String fallback = setting.fallback();
            text.append("| ")
                    .append(key)
                    .append(" | ")
                    .append(setting.type().replace("|", ", "))
                    .append(" | ")
                    .append(fallback == null ? "required" : fallback.isEmpty() ? "not set" : "`" + fallback + "`")
                    .append(" | ")
                    .append(setting.sentence())
                    .append(" |\n");
        }
        tables.put(
                provider.scheme() + ":", provider.settings().isEmpty() ? "It takes no settings.\n" : text.toString());
    }

    private static String table(Class<? extends Record> type, Object... values) {
        boolean isLimits = values.length == 2;
        StringBuilder text = new StringBuilder(
                isLimits
                        ? "| name | bots | users | what |\n| --- | --- | --- | --- |\n"
                        : "| name | default | what |\n| --- | --- | --- |\n");
        for (RecordComponent component : type.getRecordComponents()) {
            text.append("| `").append(component.getName()).append("` | ");
            for (Object value : values) {
                text.append(shown(component, value)).append(" | ");
            }
            text.append(meaning(type, component)).append(" |\n");
        }
        return text.toString();
    }

    private static String shown(RecordComponent component, Object record) {
        Object value;
        try {
            value = component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
        if (component.getName().equals("sessionName")) {
            return "required";
        }
        if (component.getName().equals("systemVersion")) {
            return "`Java` and its version";
        }
        if (component.getName().equals("appVersion") && Product.version().equals(value)) {
            return "the version of Heliograph";
        }
        if (value == null) {
            return "not set";
        }
        if (value instanceof Duration duration) {
            return "`" + (duration.isZero() ? "0ms" : Durations.format(duration)) + "`";
        }
        if (value instanceof Collection<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(each -> "`" + each + "`").collect(Collectors.joining(" and "));
        }
        return "`" + value + "`";
    }

    /** What the Javadoc of the record says of the component. */
    private static String meaning(Class<?> type, RecordComponent component) {
        String source = Pages.text(
                Pages.ROOT.resolve("core/src/main/java/" + type.getName().replace('.', '/') + ".java"));
        String start = " * @param " + component.getName() + " ";
        int from = source.indexOf(start);
        if (from < 0) {
            throw new AssertionError(type + ": the Javadoc does not explain " + component.getName());
        }
        String rest = END.split(source.substring(from + start.length()), 2)[0];
        String sentence =
                List.of(rest.split("\\n \\*")).stream().map(String::strip).collect(Collectors.joining(" "));
        return sentence.replaceAll("\\{@code ([^}]*)}", "`$1`");
    }
}
