// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.login;

import dev.heliograph.model.Implementable;
import java.util.concurrent.CompletionStage;

/**
 * The person who signs in, at a terminal or behind an API. Every answer is a stage, so that it may come much later; it is
 * cancelled where it is no longer wanted. A stage that fails ends the attempt.
 *
 * <p>Called on the strand of a session: nothing here may block. Answers may come from any thread.
 */
@Implementable
public interface LoginPrompts {
    /** The phone number of the account with the code of its country; asked only where none is configured. */
    CompletionStage<String> phone();

    /** The code that Telegram has sent; an empty answer asks for it in the next way. */
    CompletionStage<String> code(CodeInfo info);

    /**
     * The password of two-step verification.
     *
     * @param hint the owner's hint; may be empty
     */
    CompletionStage<String> password(String hint);

    /** An e-mail address for sign-ins, which Telegram wants from some accounts. */
    CompletionStage<String> emailAddress();

    /** The code that was sent by e-mail. */
    CompletionStage<String> emailCode(CodeInfo info);

    /**
     * A link that another device of the account must open, most easily as a QR code. Called again whenever Telegram makes
     * a new one, about every 30 seconds.
     *
     * @param link such as {@code tg://login?token=…}; whoever opens it signs this session in
     */
    void showLink(String link);

    /**
     * The last answer was refused and the question comes again.
     *
     * @param reason Telegram's word, such as PHONE_CODE_INVALID
     * @param left how many answers are left, 1 or more
     */
    default void refused(String reason, int left) {}
}
