// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import java.nio.file.Path;

/**
 * A library of TDLib and why it was taken.
 *
 * @param path the file
 * @param origin where it was looked for, such as {@code TDLIB_LIBRARY}
 */
public record FoundLibrary(Path path, String origin) {}
