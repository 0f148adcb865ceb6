// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an account is signed in, and ending that from elsewhere. */
final class Sittings {
    private final Members members;
    private final Desk desk;

    Sittings(Members members, Desk desk) {
        this.members = members;
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("auth.logOut", this::logOut);
        calls.add("auth.resetAuthorizations", this::endOthers);
        calls.add("account.getAuthorizations", this::list);
        calls.add("account.resetAuthorization", this::end);
    }

    private TlObject logOut(Query query) {
        members.signOut(query.seat);
        return TlObject.of("auth.loggedOut");
    }

    private TlObject list(Query query) {
        List<TlObject> all = members.of(query.account().id()).stream()
                .map(seat -> write(seat, seat == query.seat, desk))
                .toList();
        return TlObject.of("account.authorizations")
                .with("authorization_ttl_days", 180)
                .with("authorizations", all);
    }

    private TlObject endOthers(Query query) {
        for (Seat seat : members.of(query.account().id())) {
            if (seat != query.seat) {
                members.expel(seat);
            }
        }
        return TlObject.bool(true);
    }

    private TlObject end(Query query) {
        long hash = query.parameters.int64("hash");
        for (Seat seat : members.of(query.account().id())) {
            if (hash(seat, seat == query.seat) == hash) {
                members.expel(seat);
                return TlObject.bool(true);
            }
        }
        throw Refusal.of(400, "HASH_INVALID");
    }

    /** An Authorization: the session of a client, as it described itself. */
    static TlObject write(Seat seat, boolean current, Desk desk) {
        TlObject client = seat.key.client();
        return TlObject.of("authorization")
                .with("current", current)
                .with("hash", hash(seat, current))
                .with("device_model", text(client, "device_model"))
                .with("platform", "")
                .with("system_version", text(client, "system_version"))
                .with("api_id", client == null ? 0 : client.int32("api_id", 0))
                .with("app_name", "")
                .with("app_version", text(client, "app_version"))
                .with("date_created", desk.second())
                .with("date_active", desk.second())
                .with("ip", "127.0.0.1")
                .with("country", "")
                .with("region", "");
    }

    /** What a session is named by; nothing for the one that asks. */
    private static long hash(Seat seat, boolean current) {
        return current ? 0 : seat.key.id();
    }

    private static String text(@Nullable TlObject client, String field) {
        return client == null ? "" : client.string(field, "");
    }
}
