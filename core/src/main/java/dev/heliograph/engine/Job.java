// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

/** A source of calls that shares its traffic class fairly with other sources. */
final class Job {
    /** Calls that belong to no job. */
    static final Job NONE = new Job("", 1);

    final String name;
    final int weight;

    Job(String name, int weight) {
        this.name = name;
        this.weight = weight;
    }
}
