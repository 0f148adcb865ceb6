// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Words for why a file could not be read or written. The message of an {@link IOException} alone often is nothing but the name of
 * the file, or nothing at all. Has no state; may be used from any thread.
 */
@Stable
public final class FileTrouble {
    private FileTrouble() {}

    /** The cause in words, without the name of the file; ends without a full stop. */
    public static String cause(IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return missing(failure);
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (failure instanceof NotDirectoryException) {
            return "is no folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "is there already";
        }
        if (failure instanceof FileSystemLoopException) {
            return "its links lead to themselves";
        }
        if (failure instanceof NotUtf8Exception foreign) {
            return foreign.getMessage();
        }
        if (failure instanceof CharacterCodingException) {
            return "is not UTF-8 text";
        }
        @Nullable String reason = failure instanceof FileSystemException on ? on.getReason() : failure.getMessage();
        return reason == null || reason.isBlank() ? kind(failure) : reason;
    }

    /** The name of the file and the cause in words. */
    public static String of(Path file, IOException failure) {
        return file + ": " + cause(failure);
    }

    /** The cause in words behind the name of the file, as far as the failure names it. */
    public static String of(IOException failure) {
        String file = failure instanceof FileSystemException on ? on.getFile() : null;
        return file == null || file.isEmpty() ? cause(failure) : file + ": " + cause(failure);
    }

    /** The older classes of the JDK say "x (No such file or directory)" for everything that kept a file from being opened. */
    private static String missing(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        int reason = message.lastIndexOf(" (");
        return failure instanceof FileNotFoundException && reason >= 0 && message.endsWith(")")
                ? message.substring(reason + 2, message.length() - 1).toLowerCase(Locale.ROOT)
                : "no such file or folder";
    }

    /** Such as "end of file" of {@code EOFException}. */
    private static String kind(IOException failure) {
        String name = failure.getClass().getSimpleName().replaceAll("(IO)?Exception$", "");
        return name.isEmpty() || name.equals("FileSystem") ? "cannot be read or written" : name;
    }
}
