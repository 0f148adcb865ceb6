// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.cli.config.YamlNode.Kind;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.TextFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the file {@code heliograph.yaml} says: the fleet's values by path, and the values of each session. */
final class FileLayer {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Map<String, Value>> sessions = new ArrayList<>();
    private final String file;
    private final List<String> problems;

    private FileLayer(String file, List<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** A file that does not exist and need not. */
    static FileLayer none() {
        return new FileLayer("", new ArrayList<>());
    }

    /**
     * Reads the file; problems of single keys are collected.
     *
     * @throws ConfigurationException where the file cannot be read or is not YAML at all
     */
    static FileLayer read(Path path, List<String> problems) {
        FileLayer layer = new FileLayer(path.toString(), problems);
        YamlNode root = new YamlText(layer.file, problems).parse(content(path));
        if (root.kind() != Kind.MAP) {
            throw new ConfigurationException(path + ":" + root.line() + ": expected keys such as 'transport:'");
        }
        root.fields().forEach((name, node) -> {
            if (name.equals("sessions")) {
                layer.sessions(node);
            } else {
                layer.collect(Schema.FLEET, "", name, node, layer.values);
            }
        });
        return layer;
    }

    /**
     * The sessions of a file that holds nothing else.
     *
     * @throws ConfigurationException where the file cannot be read or is not YAML at all
     */
    static List<Map<String, Value>> readRoster(Path path, List<String> problems) {
        FileLayer layer = read(path, problems);
        layer.values.forEach((key, value) -> problems.add(value.origin() + ": " + key
                + ": a roster lists 'sessions:' only; the rest belongs to heliograph.yaml"));
        return layer.sessions;
    }

    Map<String, Value> values() {
        return values;
    }

    List<Map<String, Value>> sessions() {
        return sessions;
    }

    private static String content(Path path) {
        try {
            return TextFile.read(path);
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException(path + ": no such file");
        } catch (IOException unreadable) {
            throw new ConfigurationException(FileTrouble.of(path, unreadable));
        }
    }

    private void sessions(YamlNode node) {
        if (node.kind() != Kind.LIST) {
            problem(
                    node,
                    "sessions: expected a list, each item such as '- { name: news-1, botToken: \"${env:TOKEN}\" }'");
            return;
        }
        if (node.items().isEmpty()) {
            problem(node, "sessions: the list is empty; name a session in it, or leave the key out");
        }
        for (YamlNode item : node.items()) {
            Map<String, Value> session = new LinkedHashMap<>();
            if (item.kind() == Kind.MAP) {
                item.fields().forEach((name, field) -> collect(Schema.SESSION, "", name, field, session));
            } else {
                problem(item, "sessions: expected keys such as 'name:' and 'botToken:'");
            }
            session.putIfAbsent("line", new Value("", file + ":" + item.line()));
            sessions.add(session);
        }
    }

    private void collect(List<Key> keys, String parent, String name, YamlNode node, Map<String, Value> into) {
        String path = parent + name;
        Optional<Key> key = keys == Schema.FLEET ? Schema.fleet(path) : Schema.session(path);
        if (key.isPresent()) {
            scalar(key.get(), node).ifPresent(text -> into.put(path, new Value(text, file + ":" + node.line())));
        } else if (node.kind() == Kind.MAP && isParent(keys, path + ".")) {
            node.fields().forEach((child, value) -> collect(keys, path + ".", child, value, into));
        } else if (isParent(keys, path + ".")) {
            problem(node, path + ": expected a map such as { " + example(keys, path + ".") + ": … }");
        } else {
            List<String> words = Schema.wordsBelow(keys, parent);
            problem(
                    node,
                    "unknown key '" + path + "'"
                            + Nearest.to(name, words)
                                    .map(word -> "; did you mean '" + parent + word + "'?")
                                    .orElse("; expected one of " + String.join(", ", words)));
        }
    }

    private static boolean isParent(List<Key> keys, String prefix) {
        return (keys == Schema.FLEET && prefix.equals(Schema.TRANSPORTS))
                || keys.stream().anyMatch(key -> key.path().startsWith(prefix));
    }

    private static String example(List<Key> keys, String prefix) {
        List<String> words = Schema.wordsBelow(keys, prefix);
        return words.isEmpty() ? "main" : words.get(0);
    }

    private Optional<String> scalar(Key key, YamlNode node) {
        return switch (node.kind()) {
            case SCALAR -> Optional.of(node.text());
            case LIST -> list(key, node);
            case EMPTY -> {
                problem(node, key.path() + ": has no value; leave the key out or give it one");
                yield Optional.empty();
            }
            case MAP -> {
                String first = node.fields().keySet().stream().findFirst().orElse("");
                problem(
                        node,
                        key.form() == Key.Form.ADDRESS && !first.isEmpty()
                                ? YamlText.unquoted(key.path(), first + ":")
                                : key.path() + ": expected a single value, found a map");
                yield Optional.empty();
            }
        };
    }

    private Optional<String> list(Key key, YamlNode node) {
        if (key.form() == Key.Form.LIMITS && node.items().stream().allMatch(item -> item.kind() == Kind.SCALAR)) {
            return Optional.of(
                    String.join(", ", node.items().stream().map(YamlNode::text).toList()));
        }
        problem(node, key.path() + ": expected a single value, found a list");
        return Optional.empty();
    }

    private void problem(YamlNode node, String text) {
        problems.add(file + ":" + node.line() + ": " + text);
    }
}
