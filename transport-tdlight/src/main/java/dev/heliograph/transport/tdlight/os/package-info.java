// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What is asked of the operating system beside TDLib: files of one owner, scratch that does not outlive its process, other
 * programs. May use the JDK and SLF4J only.
 *
 * <p>Threads: everything may be used from any thread and blocks for as long as the disk or the other program does.
 */
@NullMarked
package dev.heliograph.transport.tdlight.os;

import org.jspecify.annotations.NullMarked;
