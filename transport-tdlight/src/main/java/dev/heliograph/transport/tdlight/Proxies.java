// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ProxyConfig;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is to be known about a session's proxy before and after TDLib has it. */
final class Proxies {
    /** Sixteen bytes, perhaps after dd, or ee and a host name; in hexadecimal digits or in base64. */
    private static final Pattern SECRET = Pattern.compile("([0-9a-fA-F]{2}){16,}|[A-Za-z0-9+/_-]{22,}={0,2}");

    private Proxies() {}

    /** What is wrong with it, or null: a proxy that TDLib refuses would leave the session without one. */
    static @Nullable String problemWith(ProxyConfig proxy) {
        if (proxy.kind() != ProxyConfig.Kind.MTPROTO) {
            return null;
        }
        String secret = proxy.password();
        return secret != null && SECRET.matcher(secret).matches()
                ? null
                : "an MTProto proxy needs its secret, as hexadecimal digits or base64: mtproto://SECRET@host:port";
    }

    /** Whether that proxy of TDLib's list is the session's. */
    static boolean is(ProxyConfig proxy, JsonNode listed) {
        // before the address had an object of its own it stood in the entry itself
        JsonNode address = listed.has("proxy") ? listed.path("proxy") : listed;
        return address.path("server").asString("").equals(proxy.host())
                && address.path("port").asInt(0) == proxy.port();
    }
}
