// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A line of a schema: a constructor of a type, or a call.
 *
 * @param name its name
 * @param id the number that stands for it on the wire
 * @param fields what follows the number
 * @param result the type that it makes or answers with
 * @param function whether it is a call
 */
record TlCombinator(String name, int id, List<TlField> fields, TlType result, boolean function) {
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z][\\w.]*)#([0-9a-f]{1,8}) (?:\\{X:Type\\} )?(.*)= ([\\w.<>]+);");
    private static final Pattern FLAG = Pattern.compile(" \\w+:\\w+\\.\\d+\\?true");

    /** Reads a line and holds the number that it names against the one that follows from its text. */
    static TlCombinator parse(String line, boolean function) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw TlException.of("not a line of a schema: " + line);
        }
        int id = Integer.parseUnsignedInt(matcher.group(2), 16);
        if (id != number(line)) {
            throw TlException.of(String.format("%s has the number %08x by its text", matcher.group(1), number(line)));
        }
        List<TlField> fields = new ArrayList<>();
        for (String field : matcher.group(3).trim().split(" ", -1)) {
            if (!field.isEmpty()) {
                fields.add(TlField.parse(field));
            }
        }
        String result = matcher.group(4);
        return new TlCombinator(matcher.group(1), id, List.copyOf(fields), TlType.parse(result), function);
    }

    /** The checksum of the line without its number, its punctuation and the flags that stand for nothing else. */
    private static int number(String line) {
        String plain = line.replaceFirst("#[0-9a-f]+", "").replace(";", "");
        plain = FLAG.matcher(plain).replaceAll("");
        plain = plain.replace(":bytes ", ":string ")
                .replace("?bytes ", "?string ")
                .replace('<', ' ')
                .replaceAll("[>{}]", "");
        CRC32 sum = new CRC32();
        sum.update(plain.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }
}
