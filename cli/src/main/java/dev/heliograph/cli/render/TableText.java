// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import dev.heliograph.model.OneLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of aligned columns, two blanks apart; columns that hold only numbers stand to the right. */
public final class TableText {
    private final List<String[]> rows = new ArrayList<>();

    /** A table with these headings. */
    public TableText(String... headings) {
        rows.add(headings);
    }

    /** Adds a row with as many cells as there are headings; control characters become blanks. */
    public TableText row(Object... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> OneLine.of(String.valueOf(cell)))
                .toArray(String[]::new));
        return this;
    }

    /** The lines, each with its line end. */
    @Override
    public String toString() {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        Arrays.fill(numeric, rows.size() > 1);
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
                numeric[i] &= row == rows.get(0) || row[i].matches("-?[0-9][0-9.,%]*|-");
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - width(row[i]));
                line.append(numeric[i] ? padding + row[i] : row[i] + padding).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
