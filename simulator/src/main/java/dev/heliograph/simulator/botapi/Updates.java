// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.net.URI;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods by which a bot gets its updates. */
final class Updates {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_CONNECTIONS = 100;
    private static final int USUAL_CONNECTIONS = 40;
    private static final int LONGEST_SECRET = 256;
    private static final String SECRET = "[A-Za-z0-9_-]+";

    void addTo(Map<String, BotMethod> methods) {
        methods.put("getUpdates", this::getUpdates);
        methods.put("setWebhook", this::setWebhook);
        methods.put("deleteWebhook", this::deleteWebhook);
        methods.put("getWebhookInfo", this::getWebhookInfo);
    }

    private void getUpdates(Query query) {
        query.admit();
        Inbox inbox = query.bot.inbox;
        if (inbox.webhook().isSet()) {
            throw Refusal.of(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active;"
                            + " use deleteWebhook to delete the webhook first");
        }
        takeAllowed(query, inbox);
        inbox.poll(query);
    }

    private void setWebhook(Query query) {
        query.admit();
        String url = query.parameters.textOrEmpty("url").strip();
        Inbox inbox = query.bot.inbox;
        if (url.isEmpty()) {
            deleteWebhook(query);
            return;
        }
        URI address = address(url);
        String secret = query.parameters.text("secret_token");
        if (secret != null && secret.length() > LONGEST_SECRET) {
            throw Refusal.bad("secret token is too long");
        }
        if (secret != null && !secret.isEmpty() && !secret.matches(SECRET)) {
            throw Refusal.bad("secret token contains unallowed characters");
        }
        takeAllowed(query, inbox);
        dropPending(query, inbox);
        boolean already = inbox.webhook().leadsTo(address);
        long connections = query.parameters.number("max_connections", USUAL_CONNECTIONS);
        inbox.endPoll(Refusal.of(409, "Conflict: terminated by setWebhook request"));
        inbox.webhook()
                .set(
                        address,
                        secret == null || secret.isEmpty() ? null : secret,
                        Math.max(1, Math.min(MOST_CONNECTIONS, connections)));
        inbox.webhook().pump(inbox);
        query.done(BooleanNode.TRUE, already ? "Webhook is already set" : "Webhook was set");
    }

    private void deleteWebhook(Query query) {
        query.admit();
        Inbox inbox = query.bot.inbox;
        dropPending(query, inbox);
        boolean was = inbox.webhook().isSet();
        inbox.webhook().delete();
        query.done(BooleanNode.TRUE, was ? "Webhook was deleted" : "Webhook is already deleted");
    }

    private void getWebhookInfo(Query query) {
        query.admit();
        Inbox inbox = query.bot.inbox;
        ObjectNode info = JSON.objectNode();
        inbox.webhook().describe(info, query.world.epoch());
        info.put("pending_update_count", inbox.size());
        if (!inbox.allowed().isEmpty()) {
            ArrayNode allowed = JSON.arrayNode();
            inbox.allowed().forEach(allowed::add);
            info.set("allowed_updates", allowed);
        }
        query.done(info);
    }

    private static void takeAllowed(Query query, Inbox inbox) {
        if (query.parameters.has("allowed_updates")) {
            inbox.allow(query.parameters.list("allowed_updates"));
        }
    }

    private static void dropPending(Query query, Inbox inbox) {
        if (query.parameters.flag("drop_pending_updates")) {
            inbox.clear();
        }
    }

    /** Telegram insists on HTTPS; this one, being a toy on the same machine, takes HTTP to it as well. */
    private static URI address(String url) {
        try {
            URI address = URI.create(url);
            String host = address.getHost();
            boolean local = host != null && (host.equals("127.0.0.1") || host.equals("localhost"));
            if (host != null
                    && ("https".equals(address.getScheme()) || (local && "http".equals(address.getScheme())))) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            throw Refusal.bad("invalid webhook URL specified");
        }
        throw Refusal.bad("bad webhook: An HTTPS URL must be provided for webhook");
    }
}
