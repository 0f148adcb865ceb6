// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a session in another form. Nothing is looked up: what a form wants and the session lacks is either in a table, or
 * can be assumed and is noted, or is missing.
 *
 * <p>Both forms then hold one key. The server lets one program use it at a time and revokes it otherwise; close the old
 * holder first.
 */
public final class SessionConverter {
    private SessionConverter() {}

    /**
     * What must be added before the session can be written so.
     *
     * @return in the order of the enum, empty when nothing is missing
     */
    public static List<SessionFact> missing(SessionMaterial session, SessionTarget target) {
        List<SessionFact> facts = new ArrayList<>();
        if (addressFor(session, target) == null) {
            facts.add(SessionFact.ADDRESS);
        }
        boolean needsUser = target == SessionTarget.TDLIB || target == SessionTarget.PYROGRAM;
        if (needsUser && session.userId() == null) {
            facts.add(SessionFact.USER_ID);
        }
        if (target == SessionTarget.PYROGRAM && session.apiId() == null) {
            facts.add(SessionFact.API_ID);
        }
        return facts;
    }

    /**
     * Writes the session.
     *
     * @throws SessionFormatException if a fact is {@linkplain #missing missing}, or the form has no room for one
     */
    public static ConvertedSession convert(SessionMaterial session, SessionTarget target)
            throws SessionFormatException {
        List<SessionFact> missing = missing(session, target);
        DcAddress address = addressFor(session, target);
        if (!missing.isEmpty() || address == null) {
            throw new SessionFormatException("to write " + target.word() + " the session lacks: "
                    + missing.stream().map(SessionFact::words).collect(Collectors.joining(", ")));
        }
        byte[] content = write(session, target, address);
        return new ConvertedSession(target, fileName(session, target), content, notes(session, target, address));
    }

    /**
     * A TDLib database that does not say whose it is, as {@link SessionTarget#TDLIB} else. TDLib opens it and can be asked
     * who it is; the first chat that it hears of ends the process. For a process of its own, and thrown away afterwards.
     */
    public static ConvertedSession nameless(SessionMaterial session) {
        return new ConvertedSession(
                SessionTarget.TDLIB,
                fileName(session, SessionTarget.TDLIB),
                TdBinlog.writeNameless(session),
                List.of("the database does not say whose it is"));
    }

    private static byte[] write(SessionMaterial session, SessionTarget target, DcAddress address)
            throws SessionFormatException {
        Long user = session.userId();
        long userId = user == null ? 0 : user;
        Integer api = session.apiId();
        boolean bot = Boolean.TRUE.equals(session.bot());
        return switch (target) {
            case TELETHON -> ascii(TelethonString.write(session, address));
            case PYROGRAM -> ascii(PyrogramString.write(session, api == null ? 0 : api, userId, bot));
            case GRAMJS -> ascii(GramjsString.write(session, address));
            case MTCUTE -> ascii(MtcuteString.write(session, address, user, bot));
            case MTKRUTO -> ascii(MtkrutoString.write(session, MtkrutoString.Form.KEY));
            case TDLIB -> TdBinlog.write(session, userId, bot);
        };
    }

    /** The address to write, or null; forms without one get any. */
    private static @Nullable DcAddress addressFor(SessionMaterial session, SessionTarget target) {
        DcAddress known = session.address();
        boolean wantsIp = target == SessionTarget.TELETHON || target == SessionTarget.MTCUTE;
        if (known != null && (!wantsIp || known.ipBytes() != null)) {
            return known;
        }
        DcAddress table = DataCentres.address(session.dc(), session.test());
        return table != null || keepsAddress(target) ? table : DataCentres.address(session.dc(), false);
    }

    private static boolean keepsAddress(SessionTarget target) {
        return target == SessionTarget.TELETHON || target == SessionTarget.GRAMJS || target == SessionTarget.MTCUTE;
    }

    private static String fileName(SessionMaterial session, SessionTarget target) {
        if (target != SessionTarget.TDLIB) {
            return "";
        }
        return session.test() ? TdBinlog.TEST_NAME : TdBinlog.NAME;
    }

    private static List<String> notes(SessionMaterial session, SessionTarget target, DcAddress address) {
        List<String> notes = new ArrayList<>();
        DcAddress known = session.address();
        if (keepsAddress(target) && !address.equals(known)) {
            notes.add("the address " + address + " comes from the table of data centres");
        }
        if (!keepsAddress(target)
                && known != null
                && !known.equals(DataCentres.address(session.dc(), session.test()))) {
            notes.add("the form keeps no address: " + known + " is left out");
        }
        boolean tellsBot = target == SessionTarget.PYROGRAM
                || target == SessionTarget.TDLIB
                || (target == SessionTarget.MTCUTE && session.userId() != null);
        if (tellsBot && session.bot() == null) {
            notes.add("the account is taken for a user, not a bot: the session does not say");
        }
        if (target == SessionTarget.MTCUTE && session.userId() == null) {
            notes.add("the form is written without the account: the session does not say which");
        }
        if (session.test() && (target == SessionTarget.TELETHON || target == SessionTarget.GRAMJS)) {
            notes.add("the form does not say that the session is one of the test servers");
        }
        if (target == SessionTarget.TDLIB) {
            notes.add("the database is not encrypted until TDLib opens it with a key");
        }
        return notes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
