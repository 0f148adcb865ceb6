// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

/**
 * What a client process took.
 *
 * @param exit its exit code
 * @param seconds from its start to its end
 * @param cpuSeconds user and system time of all its threads
 * @param peakMegabytes the most memory that it had resident
 */
record Usage(int exit, double seconds, double cpuSeconds, double peakMegabytes) {}
