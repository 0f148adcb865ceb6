// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.ParseMode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * How an audience is written, and what its lines have in common.
 *
 * @param layout how its lines look
 * @param delimiter what stands between the values of a table
 * @param template the text of all messages, or null where each line has its own
 * @param parseMode the markup of the template, or of lines that name none
 * @param whenUnsure what to do about lost answers
 */
public record AudienceForm(
        Layout layout, Delimiter delimiter, @Nullable Template template, ParseMode parseMode, WhenUnsure whenUnsure) {
    /** How the lines of an audience look. */
    public enum Layout {
        /** One JSON object a line. */
        JSONL,
        /** A table: values between commas or other marks under a line of names. */
        CSV
    }

    /** One JSON object a line, each with its own text. */
    public static AudienceForm jsonLines(WhenUnsure whenUnsure) {
        return new AudienceForm(Layout.JSONL, Delimiter.UNTOLD, null, ParseMode.NONE, whenUnsure);
    }

    AudienceReader read(InputStream in) {
        RawLines lines = switch (layout) {
            case JSONL -> new JsonLines(in);
            case CSV -> new CsvLines(in, delimiter);
        };
        return new AudienceReader(lines, new LineParser(this));
    }

    /** Adds what makes other messages of the same bytes; without a template, markup and a delimiter that is nothing. */
    void addTo(MessageDigest digest) {
        if (template != null || parseMode != ParseMode.NONE) {
            String text = template == null ? "" : template.text();
            digest.update((byte) 0);
            digest.update((parseMode + "\n" + text).getBytes(StandardCharsets.UTF_8));
        }
        if (delimiter.isTold()) {
            digest.update((byte) delimiter.character());
        }
    }
}
