// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.SentMessage;
import org.jspecify.annotations.Nullable;

/** An error in Telegram's own words, as MTProto has them. */
public final class TelegramError {
    private final int code;
    private final String text;
    private final long chatId;
    private @Nullable SentMessage doneAs;
    private long migratedTo;
    private @Nullable Penalty penalty;

    private TelegramError(int code, String text, long chatId) {
        this.code = code;
        this.text = text;
        this.chatId = chatId;
    }

    static TelegramError of(int code, String text) {
        return new TelegramError(code, text, 0);
    }

    static TelegramError flood(String name, Penalty penalty, long seconds, long chatId) {
        TelegramError error = new TelegramError(420, name + "_" + seconds, chatId);
        error.penalty = penalty;
        return error;
    }

    /** An error that says that nothing was left to do. */
    static TelegramError done(int code, String text, SentMessage as) {
        TelegramError error = new TelegramError(code, text, as.chatId());
        error.doneAs = as;
        return error;
    }

    static TelegramError migrated(long from, long to) {
        TelegramError error = new TelegramError(400, "Bad Request: group chat was upgraded to a supergroup chat", from);
        error.migratedTo = to;
        return error;
    }

    /** The number, such as 420. */
    public int code() {
        return code;
    }

    /** The name, such as FLOOD_WAIT_30. */
    public String text() {
        return text;
    }

    /** The new id of a chat that was upgraded, or 0. */
    public long migratedTo() {
        return migratedTo;
    }

    /** What stands there already, where the error says that there was nothing left to do; else null. */
    public @Nullable SentMessage doneAs() {
        return doneAs;
    }

    /** The client has the answer: from now on it knows of the window. */
    void delivered(long now) {
        if (penalty != null) {
            penalty.told(chatId, now);
        }
    }

    @Override
    public String toString() {
        return code + " " + text;
    }
}
