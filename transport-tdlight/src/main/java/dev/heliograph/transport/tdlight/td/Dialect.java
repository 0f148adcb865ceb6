// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import dev.heliograph.model.ProxyConfig;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one version of TDLib wants things said. TDLib promises no stability between versions, so that everything which
 * changed between 1.8.35 and 1.8.67 and which this transport says or reads stands here, and nowhere else.
 */
public final class Dialect {
    private static final Pattern VERSION = Pattern.compile("1\\.8\\.(\\d{1,5})");
    /** A version that is not understood is taken for one to come. */
    private static final int NEWEST = Integer.MAX_VALUE;

    private static final int TOPICS_READ_AS_OBJECTS = 50;
    private static final int TOPICS_SAID_AS_OBJECTS = 56;
    private static final int PROXIES_AS_OBJECTS = 61;
    private static final int MEDIA_AS_OBJECTS = 65;

    /** The topic that every forum has and whose messages belong to no other; nobody else counts it as one. */
    private static final long GENERAL = 1;

    private final int minor;

    private Dialect(int minor) {
        this.minor = minor;
    }

    /**
     * The dialect of that version.
     *
     * @param version as the engine tells it, such as {@code 1.8.67}
     */
    public static Dialect of(String version) {
        Matcher matcher = VERSION.matcher(version.strip());
        return new Dialect(matcher.matches() ? Integer.parseInt(matcher.group(1)) : NEWEST);
    }

    /** The request that adds a proxy and uses it at once. */
    public ObjectNode addProxy(ProxyConfig proxy) {
        ObjectNode request = TdClient.request("addProxy");
        ObjectNode holder = request;
        if (minor >= PROXIES_AS_OBJECTS) {
            holder = request.putObject("proxy").put("@type", "proxy");
        }
        holder.put("server", proxy.host()).put("port", proxy.port()).set("type", type(proxy));
        return request.put("enable", true);
    }

    private static ObjectNode type(ProxyConfig proxy) {
        String user = orEmpty(proxy.user());
        String password = orEmpty(proxy.password());
        return switch (proxy.kind()) {
            case SOCKS5 ->
                TdClient.request("proxyTypeSocks5").put("username", user).put("password", password);
            case HTTP ->
                TdClient.request("proxyTypeHttp")
                        .put("username", user)
                        .put("password", password)
                        .put("http_only", false);
            case MTPROTO -> TdClient.request("proxyTypeMtproto").put("secret", password);
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Says which forum topic a message is for.
     *
     * @param request of the methods that send, forward or show what somebody does
     * @param topic the server's number of it, or 0 for none; for the general one nothing is said either
     */
    public void topic(ObjectNode request, long topic) {
        if (topic == 0 || topic == GENERAL) {
            return;
        }
        if (minor >= TOPICS_SAID_AS_OBJECTS) {
            request.set("topic_id", TdClient.request("messageTopicForum").put("forum_topic_id", topic));
        } else {
            request.put("message_thread_id", TdIds.ofMessage(topic));
        }
    }

    /** The server's number of the forum topic that a message stands in, or 0 where it stands in none but the general one. */
    public long topicOf(JsonNode message) {
        long topic;
        if (minor >= TOPICS_READ_AS_OBJECTS) {
            JsonNode object = message.path("topic_id");
            boolean forum = object.path("@type").asString("").equals("messageTopicForum");
            long told = forum ? object.path("forum_topic_id").asLong(0) : 0;
            topic = minor >= TOPICS_SAID_AS_OBJECTS ? told : TdIds.server(told);
        } else {
            boolean forum = message.path("is_topic_message").asBoolean(false);
            topic = forum ? TdIds.server(message.path("message_thread_id").asLong(0)) : 0;
        }
        return topic == GENERAL ? 0 : topic;
    }

    /**
     * A picture to be sent, without its caption.
     *
     * @param file an InputFile
     */
    public ObjectNode photo(ObjectNode file) {
        ObjectNode content = TdClient.request("inputMessagePhoto");
        content.set(
                "photo",
                minor >= MEDIA_AS_OBJECTS ? TdClient.request("inputPhoto").set("photo", file) : file);
        return content;
    }

    /**
     * A file to be sent, without its caption, that stays a file whatever is in it.
     *
     * @param file an InputFile
     */
    public ObjectNode document(ObjectNode file) {
        ObjectNode content = TdClient.request("inputMessageDocument");
        ObjectNode holder = content;
        if (minor >= MEDIA_AS_OBJECTS) {
            holder = TdClient.request("inputDocument");
            content.set("document", holder);
        }
        holder.put("disable_content_type_detection", true).set("document", file);
        return content;
    }

    @Override
    public String toString() {
        return "Dialect[" + (minor == NEWEST ? "newest" : "1.8." + minor) + "]";
    }
}
