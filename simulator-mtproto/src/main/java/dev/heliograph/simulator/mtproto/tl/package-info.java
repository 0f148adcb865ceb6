// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The language of the protocol: a schema in TL, and objects that are read and written by it without a class for each. May
 * use the model and the JDK.
 *
 * <p>Threads: schemas, codecs and objects are immutable and may be used from any thread; readers and writers may not.
 */
@NullMarked
package dev.heliograph.simulator.mtproto.tl;

import org.jspecify.annotations.NullMarked;
