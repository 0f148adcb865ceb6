// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.model;

/** Clean: in the model it is Telegram's own word. */
@Stable
public sealed interface Entity {
    record User() implements Entity {}

    record Bot() implements Entity {}
}
