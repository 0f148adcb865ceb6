// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.EntityLookup;
import org.junit.jupiter.api.Test;

class LookUpsTest {
    private static final String NAMES = "'usernames':{'active_usernames':['somebody','other']}";

    private final Office office = Office.ofUser();

    private Entity lookUp(long id) {
        return office.ask(() -> office.facet(EntityLookup.class).lookUp(Peer.of(id)))
                .orThrow();
    }

    private void person(String type) {
        office.td.always(
                "getChat", request -> "{'@type':'chat','id':55,'type':{'@type':'chatTypePrivate','user_id':55}}");
        office.td.always(
                "getUser",
                request -> "{'@type':'user','id':55,'first_name':'Ann','last_name':'Lee'," + NAMES
                        + ",'type':{'@type':'" + type + "'}}");
    }

    private void supergroup(boolean channel, boolean slow) {
        office.td.always(
                "getChat",
                request -> "{'@type':'chat','id':-1000000000009,'title':'Club',"
                        + "'type':{'@type':'chatTypeSupergroup','supergroup_id':9}}");
        office.td.always(
                "getSupergroup",
                request -> "{'@type':'supergroup','id':9,'is_channel':" + channel + ",'is_slow_mode_enabled':" + slow
                        + ",'is_forum':true," + NAMES + "}");
        office.td.always("getSupergroupFullInfo", request -> "{'@type':'supergroupFullInfo','slow_mode_delay':30}");
    }

    @Test
    void a_person_has_both_names() {
        person("userTypeRegular");
        assertThat(lookUp(55)).isEqualTo(new Entity.User(55, "Ann Lee", "somebody", false));
    }

    @Test
    void a_deleted_account_is_deactivated() {
        person("userTypeDeleted");
        assertThat(lookUp(55)).isEqualTo(new Entity.User(55, "Ann Lee", "somebody", true));
    }

    @Test
    void a_bot_is_a_bot() {
        person("userTypeBot");
        assertThat(lookUp(55)).isEqualTo(new Entity.Bot(55, "Ann Lee", "somebody"));
    }

    @Test
    void a_basic_group_has_a_title_only() {
        office.td.always(
                "getChat", request -> "{'@type':'chat','id':-9,'title':'Club','type':{'@type':'chatTypeBasicGroup'}}");
        assertThat(lookUp(-9)).isEqualTo(new Entity.Group(-9, "Club", null, 0, false));
    }

    @Test
    void a_slow_supergroup_tells_how_slow() {
        supergroup(false, true);
        assertThat(lookUp(-1_000_000_000_009L))
                .isEqualTo(new Entity.Group(-1_000_000_000_009L, "Club", "somebody", 30, true));
    }

    @Test
    void the_full_description_is_asked_for_only_where_it_tells_something() {
        supergroup(false, false);
        assertThat(lookUp(-1_000_000_000_009L))
                .isEqualTo(new Entity.Group(-1_000_000_000_009L, "Club", "somebody", 0, true));
        assertThat(office.td.requests("getSupergroupFullInfo")).isEmpty();
    }

    @Test
    void a_channel_is_a_channel() {
        supergroup(true, false);
        assertThat(lookUp(-1_000_000_000_009L)).isEqualTo(new Entity.Channel(-1_000_000_000_009L, "Club", "somebody"));
    }

    @Test
    void nobody_is_not_found() {
        office.td.always("searchPublicChat", request -> ScriptedTd.error(400, "USERNAME_NOT_OCCUPIED"));
        assertThat(Office.failure(
                        office.ask(() -> office.facet(EntityLookup.class).lookUp(Peer.of("@nobody")))))
                .isInstanceOf(Failure.Rejected.class);
    }
}
