// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.command.Report;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.DcAddress;
import dev.heliograph.transport.tdlight.session.FoundSession;
import dev.heliograph.transport.tdlight.session.SessionConverter;
import dev.heliograph.transport.tdlight.session.SessionFact;
import dev.heliograph.transport.tdlight.session.SessionFormatException;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionTarget;
import dev.heliograph.transport.tdlight.vault.KeyLease;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session on its way to another form.
 *
 * @param command for messages, as it is typed
 */
record Conversion(String command) {
    /**
     * What the operator knows of it.
     *
     * @param userId whose it is, or null
     * @param bot whether it is said to be that of a bot
     * @param apiId of the application that signed in, or null
     * @param address where the data centre listens, or null
     */
    record Facts(
            @Nullable Long userId,
            boolean bot,
            @Nullable Integer apiId,
            @Nullable DcAddress address) {}

    /** What was done, without a word of what was written. */
    Report report(FoundSession found, SessionMaterial session, ConvertedSession converted, String written) {
        Report report = new Report()
                .put("from", found.format().words())
                .put("to", converted.target().word())
                .put("out", written);
        SessionInspectCommand.described(report, session);
        return report.put("warning", KeyLease.WARNING)
                .put(
                        "notes",
                        converted.notes().stream()
                                .map(note -> new Report().put("note", note))
                                .toList());
    }

    /** With what the options add; what the session knows itself is not overruled, save where it is and what signed in. */
    SessionMaterial completed(SessionMaterial known, Facts facts) {
        SessionMaterial session = known;
        try {
            Long userId = facts.userId();
            if (userId != null) {
                Long other = known.userId();
                if (other != null && !other.equals(userId)) {
                    throw refusal("--user-id " + userId + ": the session is that of user " + other);
                }
                session = session.withUserId(userId);
            }
            if (facts.bot()) {
                if (Boolean.FALSE.equals(known.bot())) {
                    throw refusal("--bot: the session is that of a user");
                }
                session = session.withBot(true);
            }
            Integer api = facts.apiId();
            session = api == null ? session : session.withApiId(api);
        } catch (SessionFormatException wrong) {
            throw refusal(wrong.getMessage());
        }
        DcAddress address = facts.address();
        return address == null ? session : session.withAddress(address);
    }

    /** In that form, or refused with the options that are missing. */
    ConvertedSession converted(SessionMaterial session, SessionTarget target) {
        List<SessionFact> missing = SessionConverter.missing(session, target);
        if (!missing.isEmpty()) {
            throw refusal("to write " + target.word() + " the session lacks: "
                    + missing.stream()
                            .map(fact -> fact.words() + " (add " + option(fact) + ")")
                            .collect(Collectors.joining(", ")));
        }
        try {
            return SessionConverter.convert(session, target);
        } catch (SessionFormatException wrong) {
            throw refusal(wrong.getMessage());
        }
    }

    private static String option(SessionFact fact) {
        return switch (fact) {
            case ADDRESS -> "--address IP:PORT";
            case USER_ID -> "--user-id N";
            case API_ID -> "--api-id N";
        };
    }

    private ConfigurationException refusal(@Nullable String why) {
        return new ConfigurationException(command + ": " + why);
    }
}
