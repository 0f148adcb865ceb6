// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrDrawingTest {
    private static final int MARGIN = 4;

    /** As a camera would see it: rows of modules, true for light. */
    private static boolean[][] seen(String drawing) {
        List<String> lines = drawing.replaceAll("\u001b\\[[0-9;]*m", "").lines().toList();
        int width = lines.get(0).length();
        boolean[][] light = new boolean[width][width];
        for (int row = 0; row < width; row++) {
            String line = lines.get(row / 2);
            for (int column = 0; column < width; column++) {
                char block = line.charAt(column);
                light[row][column] = block == '\u2588' || block == (row % 2 == 0 ? '\u2580' : '\u2584');
            }
        }
        return light;
    }

    private static String read(String drawing) throws Exception {
        boolean[][] light = seen(drawing);
        int size = light.length - 2 * MARGIN;
        BitMatrix matrix = new BitMatrix(size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                if (!light[row + MARGIN][column + MARGIN]) {
                    matrix.set(column, row);
                }
            }
        }
        return new Decoder().decode(matrix).getText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tg://login?token=AQIDBA", "tg://login?token=AQTRPXVrXbWuJx9n8cVwBYCXlbYp2VAHbLMg9-8h9eE_Yg"})
    void what_was_drawn_can_be_read(String link) throws Exception {
        assertThat(read(QrDrawing.of(link).lines())).isEqualTo(link);
    }

    @Test
    void there_is_light_around_it() {
        boolean[][] light = seen(QrDrawing.of("tg://login?token=AQIDBA").lines());

        for (int i = 0; i < light.length; i++) {
            assertThat(light[i][0] && light[0][i] && light[MARGIN - 1][i] && light[light.length - 1][i])
                    .isTrue();
        }
    }

    @Test
    void it_fits_a_terminal_and_leaves_its_colours_as_they_were() {
        List<String> lines = QrDrawing.of("tg://login?token=" + "A".repeat(60))
                .lines()
                .lines()
                .toList();

        assertThat(lines)
                .hasSizeLessThan(24)
                .allSatisfy(line -> assertThat(line).endsWith("\u001b[0m"));
    }

    @Test
    void more_than_a_code_holds_is_refused() {
        assertThatThrownBy(() -> QrDrawing.of("A".repeat(5000))).hasMessageContaining("5000");
    }
}
