// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Who is asked when a session signs in. May use the model only.
 *
 * <p>Threads: asked on a session's strand, answered from anywhere.
 */
@NullMarked
package dev.heliograph.transport.tdlight.login;

import org.jspecify.annotations.NullMarked;
