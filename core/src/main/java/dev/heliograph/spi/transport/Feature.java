// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Stable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something that a transport may offer. Plugins add their own under a prefix such as {@code acme:paid-media}.
 *
 * @param name lower-case words with hyphens
 */
@Stable
public record Feature(String name) implements Comparable<Feature> {
    // stands first: the constants below are checked against it
    private static final Pattern FORM = Pattern.compile("([a-z0-9-]+:)?[a-z][a-z0-9-]*");

    /** Sends repeated attempts with the same number only once. */
    public static final Feature DEDUPLICATION = new Feature("deduplication");
    /** Sends later, by the server's clock. */
    public static final Feature SCHEDULE = new Feature("schedule");
    /** Sends into forum topics. */
    public static final Feature TOPICS = new Feature("topics");
    /** Sends photos, documents and albums. */
    public static final Feature MEDIA = new Feature("media");
    /** The facet {@link Editing}. */
    public static final Feature EDITING = new Feature("editing");
    /** The facet {@link Forwarding}. */
    public static final Feature FORWARDING = new Feature("forwarding");
    /** The facet {@link History}. */
    public static final Feature HISTORY = new Feature("history");
    /** The facet {@link EntityLookup}. */
    public static final Feature ENTITIES = new Feature("entities");

    /** Checks the form. */
    public Feature {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("feature '" + name + "': expected lower-case words with hyphens");
        }
    }

    /** The features that are defined here, in order. */
    public static List<Feature> known() {
        return List.of(DEDUPLICATION, SCHEDULE, TOPICS, MEDIA, EDITING, FORWARDING, HISTORY, ENTITIES);
    }

    @Override
    public int compareTo(Feature other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
