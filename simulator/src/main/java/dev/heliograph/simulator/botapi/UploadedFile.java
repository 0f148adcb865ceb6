// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

/**
 * A file that came with a request: counted and hashed, not kept.
 *
 * @param name as the client called it
 * @param type as the client declared it
 * @param size in bytes
 * @param sha256 in hexadecimal
 */
record UploadedFile(String name, String type, long size, String sha256) {}
