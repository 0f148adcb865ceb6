// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Planted: each class is named as a copy. */
final class NamesCopies {

    static final class LinkMapper {}

    static final class LinkDto {}

    static final class LinkEntity {}

    static final class Entity {}
}
