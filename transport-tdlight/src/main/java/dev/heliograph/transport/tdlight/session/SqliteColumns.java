// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns of a table as its records hold them, read from the statement that made it.
 *
 * @param names in lower case, those of the key first where the table has no row ids
 * @param keyed whether the table has no row ids
 * @param rowIdColumn the column that stands for the row id, or -1
 */
record SqliteColumns(List<String> names, boolean keyed, int rowIdColumn) {
    private static final int MAX_SQL = 65_536;
    private static final int MAX_COLUMNS = 200;
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/");
    private static final Pattern KEYED = Pattern.compile("without\\s+rowid");
    private static final Pattern KEY = Pattern.compile("primary\\s+key");
    private static final Pattern ROW_ID = Pattern.compile("integer\\s+primary\\s+key(?!\\s+desc)");
    private static final Pattern CONSTRAINT =
            Pattern.compile("(?:constraint|primary|unique|check|foreign)\\b.*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\"[^\"]+\"|`[^`]+`|\\[[^\\]]+\\]|'[^']+'|[^\\s,()]+");

    static SqliteColumns parse(String statement) throws SessionFormatException {
        if (statement.length() > MAX_SQL) {
            throw new SessionFormatException("a table of the SQLite file is described at too great a length");
        }
        String sql = COMMENT.matcher(statement).replaceAll(" ").toLowerCase(Locale.ROOT);
        int open = sql.indexOf('(');
        int close = sql.lastIndexOf(')');
        if (open < 0 || close < open) {
            return new SqliteColumns(List.of(), false, -1);
        }
        boolean keyed = KEYED.matcher(sql.substring(close)).find();
        List<String> names = new ArrayList<>();
        List<String> key = new ArrayList<>();
        int rowIdColumn = -1;
        for (String part : parts(sql.substring(open + 1, close))) {
            if (CONSTRAINT.matcher(part).matches()) {
                key.addAll(keyOf(part));
                continue;
            }
            String rest = addName(part, names);
            if (KEY.matcher(rest).find()) {
                key.add(names.get(names.size() - 1));
                rowIdColumn = ROW_ID.matcher(rest.strip()).lookingAt() ? names.size() - 1 : rowIdColumn;
            }
        }
        return keyed ? new SqliteColumns(keyFirst(names, key), true, -1) : new SqliteColumns(names, false, rowIdColumn);
    }

    private static String addName(String part, List<String> names) throws SessionFormatException {
        Matcher name = NAME.matcher(part);
        if (!name.lookingAt() || names.size() == MAX_COLUMNS) {
            throw new SessionFormatException("the columns of a table of the SQLite file cannot be read");
        }
        names.add(unquoted(name.group()));
        return part.substring(name.end());
    }

    private static List<String> keyOf(String constraint) {
        Matcher key = KEY.matcher(constraint);
        int open = constraint.indexOf('(');
        int close = constraint.indexOf(')', open + 1);
        List<String> names = new ArrayList<>();
        if (key.find() && open > 0 && close > open) {
            for (String part : parts(constraint.substring(open + 1, close))) {
                Matcher name = NAME.matcher(part);
                if (name.lookingAt()) {
                    names.add(unquoted(name.group()));
                }
            }
        }
        return names;
    }

    private static List<String> keyFirst(List<String> names, List<String> key) {
        List<String> ordered = new ArrayList<>();
        for (String name : key) {
            if (names.contains(name) && !ordered.contains(name)) {
                ordered.add(name);
            }
        }
        for (String name : names) {
            if (!ordered.contains(name)) {
                ordered.add(name);
            }
        }
        return ordered;
    }

    /** What commas part, but for those in brackets and quotes. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            char c = at < text.length() ? text.charAt(at) : ',';
            if (quote != 0 && at < text.length()) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && (depth == 0 || at == text.length())) {
                parts.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        return parts;
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 2 && "\"`['".indexOf(name.charAt(0)) >= 0;
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
