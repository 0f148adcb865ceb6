// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients ask when they start, most of which concerns nobody: the shortest answers that satisfy them. */
final class Startup {
    private static final int HOUR = 3600;

    private final Desk desk;

    Startup(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.addOpen("help.getNearestDc", Startup::nearest);
        calls.addOpen("help.getConfig", this::config);
        calls.addOpen("help.getAppConfig", query -> appConfig());
        calls.addOpen("help.getPromoData", query -> promotions());
        calls.addOpen(
                "help.getTermsOfServiceUpdate",
                query -> TlObject.of("help.termsOfServiceUpdateEmpty").with("expires", desk.second() + HOUR));
        constants().forEach((name, answer) -> calls.addOpen(name, query -> answer));
        calls.add("bots.getBotCommands", query -> TlObject.vector(List.of()));
        calls.add("messages.getStickerSet", query -> {
            throw Refusal.of(400, "STICKERSET_INVALID");
        });
    }

    private static Map<String, TlObject> constants() {
        Map<String, TlObject> answers = new TreeMap<>();
        answers.put("help.getPeerColors", TlObject.of("help.peerColorsNotModified"));
        answers.put("help.getPeerProfileColors", TlObject.of("help.peerColorsNotModified"));
        answers.put("aicompose.getTones", TlObject.of("aicompose.tonesNotModified"));
        answers.put("account.getChatThemes", TlObject.of("account.themesNotModified"));
        answers.put("account.getContentSettings", TlObject.of("account.contentSettings"));
        answers.put("account.getNotifySettings", Facts.NO_NOTIFICATIONS);
        answers.put("account.updateStatus", TlObject.bool(true));
        answers.put(
                "account.getReactionsNotifySettings",
                TlObject.of("reactionsNotifySettings")
                        .with("sound", TlObject.of("notificationSoundDefault"))
                        .with("show_previews", true));
        answers.put(
                "account.getSavedMusicIds", TlObject.of("account.savedMusicIds").with("ids", List.of()));
        answers.put(
                "account.getWebBrowserSettings",
                TlObject.of("account.webBrowserSettings")
                        .with("external_exceptions", List.of())
                        .with("inapp_exceptions", List.of())
                        .with("hash", 0L));
        answers.put("messages.getAvailableReactions", TlObject.of("messages.availableReactionsNotModified"));
        answers.put("messages.getAvailableEffects", TlObject.of("messages.availableEffectsNotModified"));
        answers.put(
                "messages.getAttachMenuBots",
                TlObject.of("attachMenuBots")
                        .with("hash", 0L)
                        .with("bots", List.of())
                        .with("users", List.of()));
        answers.put(
                "messages.getDialogFilters",
                TlObject.of("messages.dialogFilters").with("filters", List.of(TlObject.of("dialogFilterDefault"))));
        answers.put("messages.getDialogUnreadMarks", TlObject.vector(List.of()));
        answers.put("contacts.getTopPeers", TlObject.of("contacts.topPeersDisabled"));
        return answers;
    }

    private static TlObject nearest(Query query) {
        return TlObject.of("nearestDc")
                .with("country", "NL")
                .with("this_dc", query.seat.dc())
                .with("nearest_dc", query.seat.dc());
    }

    private static TlObject appConfig() {
        TlObject nothing = TlObject.of("jsonObject").with("value", List.of());
        return TlObject.of("help.appConfig").with("hash", 1).with("config", nothing);
    }

    private TlObject promotions() {
        return TlObject.of("help.promoData")
                .with("expires", desk.second() + HOUR)
                .with("pending_suggestions", List.of())
                .with("dismissed_suggestions", List.of())
                .with("chats", List.of())
                .with("users", List.of());
    }

    private TlObject config(Query query) {
        TlObject config = TlObject.of("config")
                .with("date", desk.second())
                .with("expires", desk.second() + HOUR)
                .with("test_mode", query.seat.key.dc().test())
                .with("this_dc", query.seat.dc())
                // clients keep the addresses that they know
                .with("dc_options", List.of())
                .with("dc_txt_domain_name", "")
                .with("me_url_prefix", "https://t.me/")
                .with("caption_length_max", 1024)
                .with("message_length_max", 4096);
        for (Map.Entry<String, Integer> limit : limits().entrySet()) {
            config = config.with(limit.getKey(), limit.getValue());
        }
        return config;
    }

    private static Map<String, Integer> limits() {
        Map<String, Integer> limits = new TreeMap<>();
        limits.put("chat_size_max", 200);
        limits.put("megagroup_size_max", 200_000);
        limits.put("forwarded_count_max", 100);
        limits.put("online_update_period_ms", 210_000);
        limits.put("offline_blur_timeout_ms", 5_000);
        limits.put("offline_idle_timeout_ms", 30_000);
        limits.put("online_cloud_timeout_ms", 300_000);
        limits.put("notify_cloud_delay_ms", 30_000);
        limits.put("notify_default_delay_ms", 1_500);
        limits.put("push_chat_period_ms", 60_000);
        limits.put("push_chat_limit", 2);
        limits.put("edit_time_limit", 172_800);
        limits.put("revoke_time_limit", Integer.MAX_VALUE);
        limits.put("revoke_pm_time_limit", Integer.MAX_VALUE);
        limits.put("rating_e_decay", 2_419_200);
        limits.put("stickers_recent_limit", 200);
        limits.put("channels_read_media_period", 604_800);
        limits.put("call_receive_timeout_ms", 20_000);
        limits.put("call_ring_timeout_ms", 90_000);
        limits.put("call_connect_timeout_ms", 30_000);
        limits.put("call_packet_timeout_ms", 10_000);
        limits.put("webfile_dc_id", 4);
        return limits;
    }
}
