// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.regex.Pattern;

/** The public links that name a chat. */
final class Links {
    static final Pattern FORM =
            Pattern.compile("(?:https?://)?(?:t\\.me|telegram\\.me)/([A-Za-z][A-Za-z0-9_]{2,31})/?");

    private Links() {}
}
