// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters together with files.
 *
 * @param params those that are not files
 * @param body all of it, as it is sent
 */
record Form(ObjectNode params, HttpBody body) {}
