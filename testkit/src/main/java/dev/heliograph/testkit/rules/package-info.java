// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the house as ArchUnit rules, each with its reason: {@link dev.heliograph.testkit.rules.HeliographRules}
 * for the modules of Heliograph, {@link dev.heliograph.testkit.rules.PluginRules} for everybody who writes a plugin.
 *
 * <p>This package knows the library by its package names only and depends on ArchUnit and the JUnit API, so that it can
 * judge any version. Nothing here is shared between threads; a rule may be used from several threads.
 */
@NullMarked
package dev.heliograph.testkit.rules;

import org.jspecify.annotations.NullMarked;
