// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads YAML into {@link YamlNode}s and explains what it does not understand with the line. */
final class YamlText {
    /** An address that nobody quoted: {@code state: memory:} is not YAML. */
    private static final Pattern BARE_ADDRESS =
            Pattern.compile("^\\s*(?:-\\s*)?([A-Za-z]+):\\s+([a-z][a-z0-9-]*:[^\"'#]*?)\\s*(?:#.*)?$");

    /** Where the parser says a mistake is. */
    private static final Pattern PLACE = Pattern.compile("\\bline (\\d+), column ");

    private final String file;
    private final List<String> problems;

    YamlText(String file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The document; an empty file is an empty map. */
    YamlNode parse(String text) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return YamlNode.map(1, new LinkedHashMap<>());
            }
            return node(parser, first);
        } catch (JacksonException wrong) {
            throw new ConfigurationException(explained(wrong, text));
        } catch (RuntimeException fault) {
            // the parser has faults of its own, which are no reason to show an internal error
            throw new ConfigurationException(file + ": not valid YAML");
        }
    }

    private YamlNode node(JsonParser parser, JsonToken token) {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.START_OBJECT) {
            return YamlNode.map(line, fields(parser));
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                items.add(node(parser, next));
            }
            return YamlNode.list(line, items);
        }
        String text = parser.getString();
        return token == JsonToken.VALUE_NULL || text == null ? YamlNode.empty(line) : YamlNode.scalar(line, text);
    }

    private Map<String, YamlNode> fields(JsonParser parser) {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            YamlNode value = node(parser, parser.nextToken());
            // the key's line is where people look, also for a map that begins on the next line
            YamlNode placed = new YamlNode(line, value.kind(), value.text(), value.items(), value.fields());
            if (fields.put(name, placed) != null) {
                problems.add(file + ":" + line + ": the key '" + name + "' stands twice");
            }
        }
        return fields;
    }

    private String explained(JacksonException wrong, String text) {
        int line = wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr();
        List<String> lines = text.lines().toList();
        // the parser stops at the line itself or, where it waited for more, at the next one
        for (int number = Math.min(line, lines.size()); number >= Math.max(1, line - 1); number--) {
            Matcher bare = BARE_ADDRESS.matcher(lines.get(number - 1));
            if (bare.matches()) {
                return file + ":" + number + ": " + unquoted(bare.group(1), bare.group(2));
            }
        }
        List<String> said =
                wrong.getOriginalMessage().lines().map(String::strip).toList();
        // first what the parser was about, then what it met and where: the second is the mistake
        int mistake = Math.max(
                0,
                said.lastIndexOf(said.stream()
                        .filter(l -> l.startsWith("found ") || l.startsWith("expected "))
                        .findFirst()
                        .orElse("")));
        for (String place : said.subList(mistake, said.size())) {
            Matcher at = PLACE.matcher(place);
            if (at.find()) {
                line = Integer.parseInt(at.group(1));
            }
        }
        String reason = said.get(mistake).isEmpty() ? "not YAML" : said.get(mistake);
        return file + (line > 0 ? ":" + line : "") + ": not valid YAML: " + reason;
    }

    /** What to tell somebody whose address became a map, or no YAML at all. */
    static String unquoted(String key, String address) {
        String scheme = address.substring(0, address.indexOf(':') + 1);
        String shown = address.equals(scheme) ? scheme : scheme + "…";
        return key + ": YAML reads the colon of an address that is not quoted; write " + key + ": \"" + shown + "\"";
    }
}
