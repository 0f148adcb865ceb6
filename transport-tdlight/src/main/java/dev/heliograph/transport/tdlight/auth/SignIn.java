// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.auth;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.transport.tdlight.login.LoginPrompts;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Carries one client from its first authorization state to the account: sends what TDLib wants and asks whom it must.
 * Belongs to the client's strand.
 */
public final class SignIn {
    /** Lets a sign-in through when its turn has come; never before it returns. */
    @FunctionalInterface
    public interface Turns {
        /** Runs it on the strand. */
        void take(Runnable body);
    }

    private final TdClient client;
    private final Strand strand;
    private final Authorization authorization;
    private final @Nullable LoginPrompts prompts;
    private final Turns turns;
    private final Duration timeout;
    private final Consumer<@Nullable Failure> then;
    private @Nullable CompletionStage<String> pending;
    private boolean over;

    /**
     * Starts with nothing done.
     *
     * @param prompts who is asked, or null for nobody
     * @param timeout of one request, longer than the floods that TDLib waits out by itself
     * @param then told once: null for signed in, else why not
     */
    public SignIn(
            TdClient client,
            Strand strand,
            SignInPlan plan,
            ErrorTable errors,
            @Nullable LoginPrompts prompts,
            Turns turns,
            Duration timeout,
            Consumer<@Nullable Failure> then) {
        this.client = client;
        this.strand = strand;
        this.authorization = new Authorization(plan, errors);
        this.prompts = prompts;
        this.turns = turns;
        this.timeout = timeout;
        this.then = then;
    }

    /** Takes the {@code authorization_state} of an update. */
    public void state(JsonNode state) {
        if (!over) {
            forget();
            take(authorization.next(state));
        }
    }

    /** Nobody is to be asked any more; {@code then} is not told. */
    public void cancel() {
        over = true;
        forget();
    }

    private void take(Step step) {
        switch (step.kind()) {
            case REQUEST -> request((Step.Request) step);
            case ASK -> ask((Step.Ask) step);
            case READY -> finish(null);
            case WAIT -> {
                // the next state says more
            }
            case REFUSED -> finish(((Step.Refused) step).failure());
        }
    }

    private void request(Step.Request step) {
        if (step.signsIn()) {
            turns.take(() -> send(step));
        } else {
            send(step);
        }
    }

    private void send(Step.Request step) {
        if (!over) {
            client.ask(step.request(), timeout, this::answered);
        }
    }

    private void answered(TdAnswer answer) {
        if (over) {
            return;
        }
        switch (answer.kind()) {
            case OBJECT -> {
                // what it led to comes as a state
            }
            case ERROR -> take(authorization.refused(answer.code(), answer.text()));
            case TIMED_OUT ->
                finish(new Failure.Unavailable(Failure.Origin.NETWORK, "Telegram did not answer in time"));
            case CLOSED -> {
                // whoever owns the client knows why
            }
        }
    }

    private void ask(Step.Ask step) {
        LoginPrompts person = prompts;
        if (person == null) {
            finish(new Failure.Rejected(SendStatus.FAILED, 0, "LOGIN_NEEDED: there is nobody to ask"));
            return;
        }
        String refusal = step.refusal();
        Question question = step.question();
        try {
            if (refusal != null) {
                person.refused(refusal, step.left());
            }
            if (question.kind() == Question.Kind.LINK) {
                person.showLink(question.text());
            } else {
                await(put(person, question));
            }
        } catch (RuntimeException bug) {
            finish(new Failure.Rejected(SendStatus.FAILED, 0, "LOGIN_BROKEN_OFF: " + bug));
        }
    }

    private static CompletionStage<String> put(LoginPrompts person, Question question) {
        return switch (question.kind()) {
            case PHONE -> person.phone();
            case CODE -> person.code(question.code());
            case PASSWORD -> person.password(question.text());
            case EMAIL_ADDRESS -> person.emailAddress();
            case EMAIL_CODE -> person.emailCode(question.code());
            case LINK -> throw new IllegalStateException("a link is shown");
        };
    }

    private void await(CompletionStage<String> answer) {
        pending = answer;
        answer.whenComplete((text, problem) -> strand.execute(() -> {
            // a question that Telegram has replaced meanwhile is not answered
            if (!over && pending == answer) {
                pending = null;
                if (text == null) {
                    finish(new Failure.Rejected(SendStatus.FAILED, 0, "LOGIN_BROKEN_OFF: nobody answered"));
                } else {
                    take(authorization.answered(text));
                }
            }
        }));
    }

    private void forget() {
        CompletionStage<String> unanswered = pending;
        pending = null;
        if (unanswered != null) {
            boolean unused = unanswered.toCompletableFuture().cancel(false);
        }
    }

    private void finish(@Nullable Failure failure) {
        if (!over) {
            cancel();
            then.accept(failure);
        }
    }
}
