// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

/**
 * A text of the configuration and where it was found.
 *
 * @param text as written, before {@code ${env:NAME}} and the like are replaced
 * @param origin such as {@code --state}, {@code HELIOGRAPH_STATE}, {@code .env:2 TELEGRAM_PHONE}, {@code
 *     heliograph.yaml:3} or {@code default}
 */
public record Value(String text, String origin) {
    /** The origin of what nobody set. */
    public static final String DEFAULT = "default";
}
