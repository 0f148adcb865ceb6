// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Stable;
import java.time.Instant;

/**
 * What is noted of a broadcast, so that other processes find it.
 *
 * @param job its name
 * @param pool the pool that it runs over
 * @param strategy how the pool chooses
 * @param startedAt when it was first started
 * @param finished whether nothing of it was open when that was last looked at
 * @param growing whether more of its audience may be stored, as far as anybody noted: it is not finished before
 */
@Stable
public record JobNote(String job, String pool, String strategy, Instant startedAt, boolean finished, boolean growing) {
    private static final int FORMAT = 1;

    /** Of a job that begins. */
    public JobNote(String job, String pool, String strategy, Instant startedAt) {
        this(job, pool, strategy, startedAt, false, true);
    }

    /** The name of its queue in the outbox. */
    public String queue() {
        return PoolQueues.of(pool);
    }

    /** It goes on. */
    JobNote begun() {
        return new JobNote(job, pool, strategy, startedAt, false, true);
    }

    /** Nothing more of its audience is stored. */
    JobNote whole() {
        return new JobNote(job, pool, strategy, startedAt, finished, false);
    }

    /** Nothing of it is open. */
    JobNote ended() {
        return new JobNote(job, pool, strategy, startedAt, true, false);
    }

    Bytes write() {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putText(job);
        out.putText(pool);
        out.putText(strategy);
        out.putLong(startedAt.toEpochMilli());
        out.putFlag(finished);
        if (growing) {
            // behind the rest, where versions that know nothing of it do not look
            out.putFlag(true);
        }
        return out.bytes();
    }

    /**
     * The stored form read back.
     *
     * @throws IllegalArgumentException where it is none, or a later one than this version knows
     */
    static JobNote read(Bytes bytes) {
        ByteReader in = new ByteReader(bytes);
        if (in.format() != FORMAT) {
            throw new IllegalArgumentException("a note of format " + in.format() + ": expected " + FORMAT);
        }
        return new JobNote(
                in.getText(),
                in.getText(),
                in.getText(),
                Instant.ofEpochMilli(in.getLong()),
                in.getFlag(),
                in.hasMore() && in.getFlag());
    }
}
