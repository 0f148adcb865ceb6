// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.broadcast.Audience;
import dev.heliograph.cli.broadcast.AudienceForm;
import dev.heliograph.cli.broadcast.AudienceForm.Layout;
import dev.heliograph.cli.broadcast.Delimiter;
import dev.heliograph.cli.broadcast.Template;
import dev.heliograph.cli.render.Console;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TextFile;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.ParseMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a broadcast goes to, and with which text. */
final class AudienceOptions {
    /** The device cannot be opened where a socket stands behind it. */
    private static final Set<String> STANDARD_INPUT = Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description =
                    "JSON Lines or CSV with chat_id or chat, text, and optionally parse_mode, silent, key; - is stdin.")
    private String input = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How the input is written: jsonl or csv; csv where its name ends so, else jsonl.")
    private @Nullable Layout format;

    @Option(
            names = "--delimiter",
            paramLabel = "MARK",
            description = "What stands between the values of a csv: ',' (default), ';', '|', ':' or tab."
                    + " A first line such as sep=; names it too.")
    private @Nullable Delimiter delimiter;

    @Option(
            names = "--text",
            paramLabel = "TEMPLATE",
            description = "The text of all messages; {{name}} stands for that field of the line.")
    private @Nullable String text;

    @Option(names = "--template", paramLabel = "FILE", description = "The same, in a file.")
    private @Nullable Path template;

    @Option(
            names = "--parse-mode",
            paramLabel = "MODE",
            description =
                    "Markup of the template, or of lines that name none: html, markdown, markdownv2 or none (default).")
    private ParseMode parseMode = ParseMode.NONE;

    @Option(
            names = "--when-unsure",
            paramLabel = "RULE",
            description = "Where an answer was lost: hold (default), resend or reconcile.")
    private WhenUnsure whenUnsure = WhenUnsure.HOLD;

    /** The files that must stay as they are. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (!STANDARD_INPUT.contains(input)) {
            files.add(Path.of(input));
        }
        if (template != null) {
            files.add(template);
        }
        return files;
    }

    /** Reads and checks it, and tells of the chat of each good line. */
    Audience read(Console console, Consumer<Peer> each) throws IOException {
        if (delimiter != null && layout() != Layout.CSV) {
            throw new ConfigurationException("--delimiter: belongs to a csv; add --format csv");
        }
        AudienceForm form = new AudienceForm(
                layout(), delimiter == null ? Delimiter.UNTOLD : delimiter, template(), parseMode, whenUnsure);
        try {
            if (STANDARD_INPUT.contains(input)) {
                return Audience.ofStream(console.in(), form, each);
            }
            readable("--input", Path.of(input));
            return Audience.ofFile(Path.of(input), form, each);
        } catch (NotUtf8Exception foreign) {
            throw new ConfigurationException("--input " + input + ": " + foreign.getMessage() + "; nothing was sent");
        }
    }

    private Layout layout() {
        if (format != null) {
            return format;
        }
        return input.toLowerCase(Locale.ROOT).endsWith(".csv") ? Layout.CSV : Layout.JSONL;
    }

    private @Nullable Template template() throws IOException {
        if (text != null && template != null) {
            throw new ConfigurationException("--text and --template: expected one of them");
        }
        if (template == null) {
            return text == null ? null : Template.of(text, parseMode);
        }
        readable("--template", template);
        try {
            return Template.of(TextFile.read(template), parseMode);
        } catch (IOException unreadable) {
            throw new ConfigurationException("--template " + FileTrouble.of(template, unreadable));
        }
    }

    /**
     * Refuses a file that cannot be read.
     *
     * @throws ConfigurationException that says why
     */
    static void readable(String option, Path file) {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new ConfigurationException(option + " " + file + ": "
                    + (Files.isDirectory(file)
                            ? "is a directory"
                            : Files.exists(file) ? "cannot be read" : "no such file"));
        }
    }
}
