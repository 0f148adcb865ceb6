// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** Is told how far an upload has come. Called on the session's callback strand; must not throw. */
@Implementable
@FunctionalInterface
public interface TransferProgress {
    /** Nobody watches the upload. */
    TransferProgress UNWATCHED = (bytes, total) -> {};

    /**
     * So many bytes have left.
     *
     * @param bytes sent so far, never falling within one attempt
     * @param total all bytes of the upload, or -1 where it is not known
     */
    void transferred(long bytes, long total);
}
