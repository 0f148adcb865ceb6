// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.model.text.TextEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Texts such as people write them, and such as nobody would: markup, links and entities by chance. */
final class RandomText {
    private static final List<String> WORDS = List.of(
            "a",
            "b c",
            " ",
            "  ",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\u000b",
            "\u000c",
            "\u0001",
            "\u001f",
            "\u007f",
            "😀",
            "é",
            "e\u0301",
            "\u0333",
            "a\u030a",
            "\u2028",
            "\u202e",
            "\u200e",
            "\u200f\u200e",
            "\u200d",
            "\u200b",
            "\ufeff",
            "\u00a0",
            "שלום",
            "👨\u200d👩\u200d👧",
            "1",
            "example.com",
            "e.org/a b",
            "https://e.org/a_b",
            "@name",
            "#tag");
    private static final List<String> REFERENCES = List.of(
            "&amp;",
            "&lt",
            "&gt;x",
            "&quotx",
            "&#x41",
            "&#X41;",
            "&#65;",
            "&#0;",
            "&#1114111;",
            "&#1114110;",
            "&#00000065;",
            "&#0000065;",
            "&#xD83D;&#xDE00;",
            "&#xd83d;",
            "&#x1F600;",
            "&#9;",
            "&#13;",
            "&;",
            "&nbsp;");
    private static final List<String> TAGS = List.of(
            "b",
            "i",
            "u",
            "s",
            "strong",
            "em",
            "ins",
            "del",
            "strike",
            "tg-spoiler",
            "code",
            "pre",
            "blockquote",
            "a",
            "span",
            "tg-emoji",
            "B",
            "Pre");
    private static final List<String> STRICT = List.of(
            "*",
            "_",
            "__",
            "~",
            "||",
            "`",
            "```",
            "\n>",
            ">",
            "**>",
            "||\n",
            "\n",
            "[",
            "]",
            "(",
            ")",
            "](",
            "![",
            "](tg://emoji?id=5)",
            "](tg://emoji?id=-5#x)",
            "](tg://emoji?id=05)",
            "\\",
            "\\*",
            "\\.",
            "\\\n",
            "\\>",
            "\\é",
            "```py\n",
            "```py\r\n",
            "```\n\n",
            "!",
            "#",
            "+",
            "=",
            "{",
            "|",
            "\r>",
            "||\r\n");
    private static final List<String> FRIENDLY = List.of(
            "*",
            "**",
            "***",
            "__",
            "~~",
            "||",
            "`",
            "```",
            "```py\n",
            "\n```",
            "[",
            "]",
            "](e.org)",
            "](",
            "](tg://user?id=7)",
            ")",
            "\\*",
            "\\",
            "https://",
            "e.org/",
            "\n> ");
    private static final List<String> ADDRESS = List.of(
            "http://",
            "https://",
            "HTTPS://",
            "ftp://",
            "tg://",
            "tg:",
            "TG://",
            "ton:",
            "tonsite://",
            "mailto:",
            "tel:",
            "",
            "",
            ":",
            "//",
            "user:pw@",
            "u%41@",
            "@",
            "a",
            "Example.COM",
            "münchen.de",
            "пример.рф",
            "[::1]",
            "[::]",
            "[fe80::1%eth0]",
            "[::ffff:1.2.3.4]",
            "[1:2:3:4:5:6:7:8]",
            "[1::2::3]",
            "[12345::]",
            "1.2.3.4",
            "localhost",
            ".",
            "..",
            "-",
            "!",
            "%",
            "%2",
            "%20",
            ":80",
            ":0",
            ":080",
            ":65536",
            ":-1",
            ":+5",
            "/",
            "/path",
            "?q=1",
            "#f",
            " ",
            "\t",
            "\n",
            "\u00a0",
            "😀",
            "*",
            "'",
            "(",
            ";",
            "&",
            "=",
            "\\",
            "|",
            "^",
            "<",
            "user?id=7",
            "user/?id=1099511627776",
            "user?x=1&id=7",
            "user?id=07",
            "user?id=-5",
            "user#?id=5",
            "resolve?domain=a",
            "resolve");

    private final RandomGenerator chance;

    RandomText(RandomGenerator chance) {
        this.chance = chance;
    }

    /** Markup of that language, about half of it right. */
    String markup(ParseMode mode) {
        boolean link = chance.nextInt(4) == 0;
        return switch (mode) {
            case NONE -> pieces(WORDS, 8);
            case HTML -> link ? "<a href=\"" + escaped(address()) + "\">y</a>" : "x" + html(chance.nextInt(1, 5)) + "x";
            case MARKDOWN_V2 ->
                link ? "[y](" + address().replaceAll("[\\\\)]", "\\\\$0") + ")" : mixed(STRICT, chance.nextInt(1, 15));
            case MARKDOWN -> link ? mixed(FRIENDLY, chance.nextInt(1, 20)) : balanced(chance.nextInt(1, 4));
        };
    }

    /** A text with entities of its own, in no order and across each other. */
    FormattedText formatted() {
        String text = "x" + pieces(WORDS, 12);
        List<TextEntity> entities = new ArrayList<>();
        for (int i = chance.nextInt(8); i > 0; i--) {
            int from = chance.nextInt(text.length());
            int to = Math.min(text.length(), from + chance.nextInt(1, 9));
            from -= Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
            to += to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
            TextEntity.Kind kind = TextEntity.Kind.values()[chance.nextInt(TextEntity.Kind.values().length)];
            String argument = switch (kind) {
                case TEXT_LINK -> "e.org/" + chance.nextInt(3);
                case TEXT_MENTION, CUSTOM_EMOJI -> "7";
                case PRE -> chance.nextBoolean() ? "c" : null;
                default -> null;
            };
            entities.add(new TextEntity(kind, from, to - from, argument));
        }
        return new FormattedText(text, entities);
    }

    private String address() {
        return pieces(ADDRESS, 5);
    }

    private String mixed(List<String> marks, int pieces) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            out.append(one(chance.nextInt(3) == 0 ? WORDS : marks));
        }
        return out.toString();
    }

    private String balanced(int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = chance.nextInt(1, 4); i > 0; i--) {
            if (depth == 0 || chance.nextInt(4) == 0) {
                out.append(one(WORDS)).append(' ');
                continue;
            }
            String mark = one(List.of("**", "*", "__", "~~", "||", "`", "```", "["));
            String inner = "a" + balanced(depth - 1) + "b";
            out.append(mark.equals("```") ? one(List.of("```\n", "```py\n", "```")) : mark)
                    .append(inner);
            out.append(mark.equals("[") ? "](" + one(List.of("e.org/a b", "tg://user?id=7", address())) + ")" : mark);
            out.append(' ');
        }
        return out.toString();
    }

    private String html(int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = chance.nextInt(1, 4); i > 0; i--) {
            if (depth > 0 && chance.nextInt(5) < 3) {
                String tag = one(TAGS);
                String end = chance.nextInt(12) == 0 ? "" : tag.toLowerCase(Locale.ROOT);
                out.append(opened(tag))
                        .append(html(depth - 1))
                        .append("</")
                        .append(end)
                        .append('>');
            } else {
                out.append(one(chance.nextInt(4) == 0 ? REFERENCES : WORDS));
            }
        }
        return out.toString();
    }

    private String opened(String tag) {
        String quote = one(List.of("\"", "\"", "'", ""));
        String attribute = switch (tag) {
            case "a" -> "href=" + quote + escaped(one(List.of("e.org", "tg://user?id=7", "bad", address()))) + quote;
            case "span" -> "class=" + quote + one(List.of("tg-spoiler", "tg-spoiler", "tg-x")) + quote;
            case "code" ->
                one(List.of("", "class=\"language-py\"", "class='language-'", "class='x' class='language-c'"));
            case "blockquote" -> one(List.of("", "expandable", "Expandable", "expandable='x'"));
            case "tg-emoji" -> "emoji-id=" + quote + one(List.of("7", "5368324170671202286", "-7", "07")) + quote;
            default -> "";
        };
        return "<" + tag + (attribute.isEmpty() ? "" : " " + attribute) + (chance.nextInt(20) == 0 ? " x" : "") + ">";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private String pieces(List<String> from, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = chance.nextInt(1, most + 1); i > 0; i--) {
            out.append(one(from));
        }
        return out.toString();
    }

    private <T> T one(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }
}
