// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.auth;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From what TDLib says about the authorization to what is to be done. Knows no time and asks nobody. What an earlier run
 * of the program left half done, a code that was sent long ago, is begun anew.
 */
final class Authorization {
    /** Answers to one question; Telegram counts too, and closes the number for a day after a few more. */
    static final int ANSWERS = 3;
    /** Times that a code may be sent in another way. */
    private static final int RESENDS = 3;
    /** Once, and once more where Telegram lets go of what was begun. */
    private static final int BEGINNINGS = 2;

    private static final Set<String> WRONG_ANSWERS = Set.of(
            "PHONE_CODE_INVALID",
            "PHONE_CODE_EMPTY",
            "PASSWORD_HASH_INVALID",
            "PASSWORD_EMPTY",
            "EMAIL_VERIFY_CODE_INVALID",
            "EMAIL_CODE_INVALID",
            "CODE_INVALID",
            "EMAIL_INVALID",
            "EMAIL_NOT_ALLOWED",
            "EMAIL_ADDRESS_INVALID");

    private final SignInPlan plan;
    private final ErrorTable errors;
    private int beginnings;
    private int resends;
    private int wrong;
    private @Nullable Question asked;

    Authorization(SignInPlan plan, ErrorTable errors) {
        this.plan = plan;
        this.errors = errors;
    }

    /** TDLib is in that {@code AuthorizationState} now. */
    Step next(JsonNode state) {
        String type = state.path("@type").asString("");
        return switch (type) {
            case "authorizationStateReady" -> new Step.Ready();
            case "authorizationStateWaitTdlibParameters",
                    "authorizationStateWaitEncryptionKey",
                    "authorizationStateLoggingOut",
                    "authorizationStateClosing",
                    "authorizationStateClosed" -> new Step.Wait();
            case "authorizationStateWaitPhoneNumber" -> begin();
            default -> beginnings == 0 ? begin() : ask(type, state);
        };
    }

    /** What a person said to the last question. */
    Step answered(String answer) {
        Question question = asked;
        if (question == null) {
            return new Step.Wait();
        }
        boolean resend = question.kind() == Question.Kind.CODE && answer.isBlank();
        if (resend && ++resends > RESENDS) {
            return refuse(0, "CODE_SENT_TOO_OFTEN");
        }
        return new Step.Request(question.answer(answer), question.kind() == Question.Kind.PHONE);
    }

    /** TDLib refused the last request. */
    Step refused(int code, String text) {
        Question question = asked;
        if (question != null && WRONG_ANSWERS.contains(text.strip())) {
            wrong++;
            return wrong < ANSWERS ? new Step.Ask(question, text.strip(), ANSWERS - wrong) : refuse(code, text.strip());
        }
        Failure failure = errors.classify(code, text, null)
                .orElseGet(() -> new Failure.Rejected(SendStatus.FAILED, code, text.strip()));
        return new Step.Refused(failure);
    }

    private Step begin() {
        asked = null;
        if (plan.kind() != SignInPlan.Kind.NOT && ++beginnings > BEGINNINGS) {
            return refuse(0, "LOGIN_STARTED_OVER: Telegram let go of the sign-in twice; try again later");
        }
        String secret = plan.secret();
        return switch (plan.kind()) {
            case BOT ->
                new Step.Request(TdClient.request("checkAuthenticationBotToken").put("token", secret), true);
            case PHONE ->
                secret == null
                        ? question(Question.of(Question.Kind.PHONE, ""))
                        : new Step.Request(
                                TdClient.request("setAuthenticationPhoneNumber").put("phone_number", secret.strip()),
                                true);
            case QR -> new Step.Request(qr(), true);
            case NOT ->
                refuse(
                        0,
                        "LOGIN_NEEDED: session " + plan.session()
                                + " is not signed in and there is nobody to ask; run: heliograph session login "
                                + plan.session());
        };
    }

    private Step ask(String type, JsonNode state) {
        return switch (type) {
            case "authorizationStateWaitCode" -> question(Question.code(state.path("code_info")));
            case "authorizationStateWaitPassword" ->
                question(Question.of(
                        Question.Kind.PASSWORD, state.path("password_hint").asString("")));
            case "authorizationStateWaitEmailAddress" -> question(Question.of(Question.Kind.EMAIL_ADDRESS, ""));
            case "authorizationStateWaitEmailCode" -> question(Question.emailCode(state.path("code_info")));
            case "authorizationStateWaitOtherDeviceConfirmation" ->
                question(Question.of(Question.Kind.LINK, state.path("link").asString("")));
            case "authorizationStateWaitRegistration" ->
                refuse(0, "NOT_REGISTERED: the number has no account, and none is registered from here");
            case "authorizationStateWaitPremiumPurchase" ->
                refuse(0, "PREMIUM_NEEDED: Telegram signs this number in only after a purchase in an official app");
            default -> refuse(0, "UNKNOWN_STATE: TDLib wants something that is not known here: " + type);
        };
    }

    private Step question(Question question) {
        if (plan.kind() == SignInPlan.Kind.BOT || plan.kind() == SignInPlan.Kind.NOT) {
            return refuse(0, "LOGIN_NEEDED: Telegram asks session " + plan.session() + " for something unexpected");
        }
        Question before = asked;
        if (before == null || before.kind() != question.kind()) {
            wrong = 0;
        }
        asked = question;
        return new Step.Ask(question, null, ANSWERS - wrong);
    }

    private static ObjectNode qr() {
        ObjectNode request = TdClient.request("requestQrCodeAuthentication");
        request.putArray("other_user_ids");
        return request;
    }

    private static Step refuse(int code, String reason) {
        return new Step.Refused(new Failure.Rejected(SendStatus.FAILED, code, reason));
    }
}
