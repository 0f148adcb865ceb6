// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.model.text;

/** Clean: in the model it is Telegram's own word, also one package down. */
record TextEntity() {}
