// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.simulator.world.TelegramError;

/** Says Telegram's errors as the Bot API does. What was being done decides some of the words. */
final class Translation {
    /** What was being done, where the words depend on it. */
    enum Deed {
        SEND_TEXT("message to send not found", "text messages"),
        SEND_PHOTO("message to send not found", "photos"),
        SEND_DOCUMENT("message to send not found", "documents"),
        EDIT("message to edit not found", "text messages"),
        DELETE("message to delete not found", "text messages"),
        FORWARD("message to forward not found", "text messages"),
        COPY("message to copy not found", "text messages"),
        OTHER("message not found", "text messages");

        private final String missing;
        private final String things;

        Deed(String missing, String things) {
            this.missing = missing;
            this.things = things;
        }

        Refusal missing() {
            return Refusal.bad(missing);
        }
    }

    static final String NOT_MODIFIED = "message is not modified: specified new message content and reply markup are"
            + " exactly the same as a current content and reply markup of the message";
    static final String CHAT_NOT_FOUND = "chat not found";
    static final String TEXT_EMPTY = "message text is empty";
    /** The status that stands for a gateway's page of HTML. */
    static final int GATEWAY = 502;

    private Translation() {}

    static Refusal of(TelegramError error, Deed deed) {
        return words(error, deed).because(error);
    }

    private static Refusal words(TelegramError error, Deed deed) {
        if (error.migratedTo() != 0) {
            return Refusal.migrated(error.migratedTo());
        }
        return switch (error.code()) {
            case 401, 406 -> Refusal.of(401, "Unauthorized");
            case 503 -> Refusal.of(GATEWAY, "Bad Gateway");
            case 303, 500 -> Refusal.of(500, "Internal Server Error");
            case 420 -> wait(error);
            default -> named(error.text(), deed);
        };
    }

    private static Refusal wait(TelegramError error) {
        String text = error.text();
        int number = text.lastIndexOf('_') + 1;
        boolean waits = number < text.length() && Character.isDigit(text.charAt(number));
        return waits ? Refusal.pause(Long.parseLong(text.substring(number))) : Refusal.bad(text);
    }

    private static Refusal named(String name, Deed deed) {
        return switch (name) {
            case "USER_IS_BLOCKED" -> Refusal.of(403, "Forbidden: bot was blocked by the user");
            case "INPUT_USER_DEACTIVATED" -> Refusal.of(403, "Forbidden: user is deactivated");
            case "PEER_ID_INVALID", "USERNAME_NOT_OCCUPIED" -> Refusal.bad(CHAT_NOT_FOUND);
            case "MESSAGE_EMPTY" -> Refusal.bad(TEXT_EMPTY);
            case "MESSAGE_TOO_LONG" -> Refusal.bad("message is too long");
            case "MEDIA_CAPTION_TOO_LONG" -> Refusal.bad("message caption is too long");
            case "REPLY_MESSAGE_ID_INVALID" -> Refusal.bad("message to be replied not found");
            case "TOPIC_DELETED" -> Refusal.bad("message thread not found");
            case "CHAT_WRITE_FORBIDDEN",
                    "CHAT_SEND_PLAIN_FORBIDDEN",
                    "CHAT_SEND_PHOTOS_FORBIDDEN",
                    "CHAT_SEND_DOCS_FORBIDDEN" ->
                Refusal.bad("not enough rights to send " + deed.things + " to the chat");
            case "MESSAGE_ID_INVALID" -> deed.missing();
            case "MESSAGE_AUTHOR_REQUIRED" -> Refusal.bad("message can't be edited");
            case "MESSAGE_DELETE_FORBIDDEN" -> Refusal.bad("message can't be deleted");
            case "MESSAGE_NOT_MODIFIED" -> Refusal.bad(NOT_MODIFIED);
            case "CHAT_FORWARDS_RESTRICTED" -> Refusal.bad("message has protected content and can't be forwarded");
            default -> Refusal.bad(name);
        };
    }
}
