// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.transport.tdlight.login.CodeInfo;
import dev.heliograph.transport.tdlight.login.LoginPrompts;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person whose answers are written down beforehand, and who notes what was asked; without an answer he lets wait. */
public final class PromptSheet implements LoginPrompts {
    private final Queue<String> answers;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<String>> open = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> link = new CompletableFuture<>();

    private PromptSheet(List<String> answers) {
        this.answers = new ConcurrentLinkedQueue<>(answers);
    }

    /** Gives these answers, whatever is asked. */
    public static PromptSheet answering(String... answers) {
        return new PromptSheet(Arrays.asList(answers));
    }

    /** What was asked and told, in order. */
    public List<String> asked() {
        return asked;
    }

    /** What waits for an answer, or waited in vain. */
    public List<CompletableFuture<String>> open() {
        return open;
    }

    /** The first link that is shown. */
    public CompletableFuture<String> link() {
        return link;
    }

    @Override
    public CompletionStage<String> phone() {
        return answer("phone");
    }

    @Override
    public CompletionStage<String> code(CodeInfo info) {
        return answer("code by " + info.way() + " of " + info.length());
    }

    @Override
    public CompletionStage<String> password(String hint) {
        return answer("password, hint " + hint);
    }

    @Override
    public CompletionStage<String> emailAddress() {
        return answer("e-mail address");
    }

    @Override
    public CompletionStage<String> emailCode(CodeInfo info) {
        return answer("code by e-mail to " + info.target() + " of " + info.length());
    }

    @Override
    public void showLink(String shown) {
        asked.add("link " + shown);
        link.complete(shown);
    }

    @Override
    public void refused(String reason, int left) {
        asked.add(reason + ", " + left + " left");
    }

    private CompletionStage<String> answer(String question) {
        asked.add(question);
        String answer = answers.poll();
        CompletableFuture<String> stage = new CompletableFuture<>();
        if (answer == null) {
            open.add(stage);
        } else {
            stage.complete(answer);
        }
        return stage;
    }
}
