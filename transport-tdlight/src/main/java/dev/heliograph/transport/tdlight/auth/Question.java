// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.auth;

import dev.heliograph.model.PhoneNumbers;
import dev.heliograph.transport.tdlight.login.CodeInfo;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Telegram wants to know from a person.
 *
 * @param kind which question
 * @param text the hint of a password or the link; else empty
 * @param code of codes: where it was sent to; else without content
 */
record Question(Kind kind, String text, CodeInfo code) {
    enum Kind {
        PHONE,
        CODE,
        PASSWORD,
        EMAIL_ADDRESS,
        EMAIL_CODE,
        /** Answered by another device, not by a text. */
        LINK
    }

    private static final String WAY = "authenticationCodeType";
    private static final CodeInfo NO_CODE = new CodeInfo("", "", 0, "", Duration.ZERO);

    static Question of(Kind kind, String text) {
        return new Question(kind, text, NO_CODE);
    }

    static Question code(JsonNode info) {
        return new Question(
                Kind.CODE,
                "",
                new CodeInfo(
                        info.path("phone_number").asString(""),
                        way(info.path("type")),
                        info.path("type").path("length").asInt(0),
                        way(info.path("next_type")),
                        Duration.ofSeconds(Math.max(0, info.path("timeout").asInt(0)))));
    }

    static Question emailCode(JsonNode info) {
        CodeInfo code = new CodeInfo(
                info.path("email_address_pattern").asString(""),
                "Email",
                info.path("length").asInt(0),
                "",
                Duration.ZERO);
        return new Question(Kind.EMAIL_CODE, "", code);
    }

    private static String phone(String given) {
        try {
            return PhoneNumbers.plain(given);
        } catch (IllegalArgumentException none) {
            // Telegram refuses it, and it is asked for again
            return given;
        }
    }

    /** The request that brings Telegram the answer. */
    ObjectNode answer(String answer) {
        String given = answer.strip();
        return switch (kind) {
            case PHONE -> TdClient.request("setAuthenticationPhoneNumber").put("phone_number", phone(given));
            case CODE ->
                given.isEmpty()
                        ? TdClient.request("resendAuthenticationCode")
                        : TdClient.request("checkAuthenticationCode").put("code", given);
            // a password may begin or end with spaces
            case PASSWORD -> TdClient.request("checkAuthenticationPassword").put("password", answer);
            case EMAIL_ADDRESS ->
                TdClient.request("setAuthenticationEmailAddress").put("email_address", given);
            case EMAIL_CODE -> {
                ObjectNode request = TdClient.request("checkAuthenticationEmailCode");
                request.putObject("code")
                        .put("@type", "emailAddressAuthenticationCode")
                        .put("code", given);
                yield request;
            }
            case LINK -> throw new IllegalStateException("a link is answered by another device");
        };
    }

    private static String way(JsonNode type) {
        String name = type.path("@type").asString("");
        return name.startsWith(WAY) ? name.substring(WAY.length()) : name;
    }
}
