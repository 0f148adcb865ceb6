// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rule for who is let in. A browser on this machine reaches every port of it, in the name of any page that it shows. So a
 * request has to name this machine, which a page whose name was bent to 127.0.0.1 does not, and must not come from a page of
 * another place.
 */
final class Visitors {
    private static final int FORBIDDEN = 403;

    private final Set<String> hosts;

    /** Lets those names in besides the ones that every machine has for itself. */
    Visitors(Set<String> hosts) {
        Set<String> names = new TreeSet<>();
        hosts.forEach(host -> names.add(host.toLowerCase(Locale.ROOT)));
        this.hosts = names;
    }

    /**
     * Why a request is not let in; null where it is.
     *
     * @param host what the request says whom it is for, or null, as in HTTP/1.0
     * @param origin the place of the page that a browser sends it for, or null
     * @param site how a browser calls that page's place, or null
     */
    @Nullable
    Refusal refuse(@Nullable String host, @Nullable String origin, @Nullable String site) {
        if (host != null && !isHere(name("http://" + host))) {
            return Refusal.of(FORBIDDEN, "Forbidden: the host is not one of this server; --hosts lets it in");
        }
        if (origin != null ? !isHere(name(origin)) : "cross-site".equalsIgnoreCase(site)) {
            return Refusal.of(FORBIDDEN, "Forbidden: a web page of another place sent this; --hosts lets its host in");
        }
        return null;
    }

    private boolean isHere(@Nullable String name) {
        return name != null
                && (name.equals("localhost")
                        || name.endsWith(".localhost")
                        || name.equals("[::1]")
                        || name.matches("127(\\.[0-9]{1,3}){3}")
                        || hosts.contains(name));
    }

    private static @Nullable String name(String place) {
        try {
            String host = new URI(place.strip()).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
