// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A QR code for a terminal: two modules in a character, light on dark in colours of its own. */
final class QrDrawing {
    /** Light modules around it; scanners want four. */
    private static final int MARGIN = 4;

    private static final String WHITE_ON_BLACK = "\u001b[97;40m";
    private static final String PLAIN = "\u001b[0m";

    private final ByteMatrix modules;

    private QrDrawing(ByteMatrix modules) {
        this.modules = modules;
    }

    /** The code of a text. */
    static QrDrawing of(String text) {
        try {
            return new QrDrawing(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("no QR code holds " + text.length() + " characters", tooLong);
        }
    }

    /** Lines with line feeds between them. */
    String lines() {
        StringBuilder drawing = new StringBuilder();
        int size = modules.getHeight() + 2 * MARGIN;
        for (int row = 0; row < size; row += 2) {
            drawing.append(row == 0 ? "" : "\n").append(WHITE_ON_BLACK);
            for (int column = 0; column < size; column++) {
                drawing.append(block(isLight(row, column), row + 1 < size && isLight(row + 1, column)));
            }
            drawing.append(PLAIN);
        }
        return drawing.toString();
    }

    private static char block(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '\u2588' : '\u2580';
        }
        return lower ? '\u2584' : ' ';
    }

    private boolean isLight(int row, int column) {
        int y = row - MARGIN;
        int x = column - MARGIN;
        boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
        return !inside || modules.get(x, y) == 0;
    }
}
