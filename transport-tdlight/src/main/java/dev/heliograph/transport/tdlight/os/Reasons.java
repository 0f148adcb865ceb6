// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why a file could not be read or written, in words. */
public final class Reasons {
    private Reasons() {}

    /** The reason, without the name of the file. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it or its folder does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied";
        }
        @Nullable String reason = failure instanceof FileSystemException on ? on.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason;
    }
}
