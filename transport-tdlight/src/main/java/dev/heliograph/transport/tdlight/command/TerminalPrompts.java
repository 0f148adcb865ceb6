// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.transport.tdlight.login.CodeInfo;
import dev.heliograph.transport.tdlight.login.LoginPrompts;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Asks the person in front of the terminal: questions go beside the result, answers come from standard input. */
final class TerminalPrompts implements LoginPrompts {
    private static final int LONGEST = 4096;
    /** How many digits of a number are shown at its beginning and at its end. */
    private static final int HEAD = 2;

    private static final int TAIL = 2;

    private final CommandContext context;
    private final Consumer<String> links;

    /**
     * Asks nothing yet.
     *
     * @param links takes the links of other devices; must not block
     */
    TerminalPrompts(CommandContext context, Consumer<String> links) {
        this.context = context;
        this.links = links;
    }

    @Override
    public CompletionStage<String> phone() {
        return ask("Phone number, with the code of its country:", false);
    }

    @Override
    public CompletionStage<String> code(CodeInfo info) {
        String digits = info.length() > 0 ? " of " + info.length() + " characters" : "";
        String next = info.nextWay().isEmpty() ? "" : "; an empty line has it sent by " + words(info.nextWay());
        return ask(
                "Code" + digits + ", sent to " + masked(info.target()) + " by " + words(info.way()) + next + ":",
                false);
    }

    /** A number by its ends, which tell its owner which one it is and others not whose: terminals are recorded. */
    private static String masked(String shown) {
        String number = shown.replaceAll("[^+0-9]", "");
        int open = number.startsWith("+") ? HEAD + 1 : HEAD;
        int hidden = number.length() - open - TAIL;
        return hidden < TAIL
                ? "the number"
                : number.substring(0, open) + "*".repeat(hidden) + number.substring(number.length() - TAIL);
    }

    /** TDLib's word for a way, such as FlashCall, as people say it. */
    private static String words(String way) {
        return switch (way) {
            case "TelegramMessage" -> "Telegram message";
            case "Sms", "SmsWord", "SmsPhrase" -> "SMS";
            case "Call" -> "phone call";
            case "FlashCall", "MissedCall" -> "a call that is not to be answered";
            default -> way;
        };
    }

    @Override
    public CompletionStage<String> password(String hint) {
        return ask("Password of two-step verification" + (hint.isEmpty() ? "" : " (hint: " + hint + ")") + ":", true);
    }

    @Override
    public CompletionStage<String> emailAddress() {
        return ask("E-mail address for sign-ins:", false);
    }

    @Override
    public CompletionStage<String> emailCode(CodeInfo info) {
        return ask("Code, sent to " + info.target() + " by e-mail:", false);
    }

    @Override
    public void showLink(String link) {
        links.accept(link);
    }

    @Override
    public void refused(String reason, int left) {
        context.tell("Refused: " + reason + "; " + left + (left == 1 ? " try left" : " tries left"));
    }

    /** Reads on a thread apart: nobody can end a read from a terminal, and the end of the command must not wait for it. */
    private CompletionStage<String> ask(String question, boolean hidden) {
        context.tell(question);
        CompletableFuture<String> answer = new CompletableFuture<>();
        PluginContext.Loop unused = context.loop("answer", () -> {
            try {
                answer.complete(hidden ? hiddenLine() : line());
            } catch (RuntimeException broken) {
                answer.completeExceptionally(broken);
            }
        });
        return answer;
    }

    /** Without an echo where standard input is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // whether there is one is asked in the way of newer versions too
    private String hiddenLine() {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return line();
        }
        char[] typed = console.readPassword();
        if (typed == null) {
            throw ended();
        }
        return new String(typed);
    }

    /** Since Java 22 there is a console without a terminal too, and a method that tells; before, there was neither. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }

    /** Byte by byte, so that nothing is taken that belongs to the next question. */
    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream input = context.input();
        try {
            int next = input.read();
            if (next < 0) {
                throw ended();
            }
            while (next >= 0 && next != '\n' && line.size() < LONGEST) {
                line.write(next);
                next = input.read();
            }
        } catch (IOException broken) {
            throw ended();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        // some shells put a mark of byte order before what they pipe
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static CancellationException ended() {
        return new CancellationException("standard input has ended");
    }
}
