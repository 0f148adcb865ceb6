// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Clean: words that only begin or end alike. */
final class NamesThings {

    static final class Baseline {}

    static final class Defaults {}

    static final class Abstraction {}

    static final class Simplicity {}

    static final class Utility {}

    static final class Management {}

    static final class Entities {}
}
