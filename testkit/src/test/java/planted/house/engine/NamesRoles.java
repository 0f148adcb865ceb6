// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Planted: each class is named after a role. */
final class NamesRoles {

    static final class LinkImpl {}

    static final class LinkUtil {}

    static final class LinkUtils {}

    static final class LinkHelper {}

    static final class LinkManager {}

    static final class AbstractLink {}

    static final class DefaultLink {}

    static final class BaseLink {}
}
