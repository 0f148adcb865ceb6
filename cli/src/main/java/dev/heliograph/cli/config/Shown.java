// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

/**
 * A line of {@code heliograph config}: an effective value, secrets masked.
 *
 * @param key its path, such as {@code sessions.news-1.botToken}
 * @param value what may be shown of it
 * @param origin where it was found
 */
public record Shown(String key, String value, String origin) {}
