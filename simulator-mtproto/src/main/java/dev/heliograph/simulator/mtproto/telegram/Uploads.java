// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files on their way in. Parts come by any session of an account and in any order; a file stays usable after it was sent,
 * since a client that lost the answer sends it again. Within limits the oldest are forgotten first.
 */
final class Uploads {
    private static final int MOST = 500;

    private final long mostBytes;
    private final Map<Key, Upload> uploads = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(long account, long file) {}

    Uploads(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    void addTo(Calls calls) {
        calls.add("upload.saveFilePart", this::save);
        calls.add("upload.saveBigFilePart", this::save);
    }

    private TlObject save(Query query) {
        TlObject part = query.parameters;
        Key key = new Key(query.account().id(), part.int64("file_id"));
        uploads.computeIfAbsent(key, fresh -> new Upload()).add(part.int32("file_part"), part.bytes("bytes"));
        forgetOldest();
        return TlObject.bool(true);
    }

    private void forgetOldest() {
        long bytes = uploads.values().stream().mapToLong(Upload::size).sum();
        Iterator<Upload> oldest = uploads.values().iterator();
        while ((bytes > mostBytes || uploads.size() > MOST) && uploads.size() > 1) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }

    /** The bytes behind an InputFile. */
    Bytes take(long account, TlObject file) {
        if (!file.is("inputFile") && !file.is("inputFileBig")) {
            throw Refusal.of(400, "MEDIA_INVALID");
        }
        Upload upload = uploads.get(new Key(account, file.int64("id")));
        if (upload == null) {
            throw Refusal.of(400, "FILE_PART_0_MISSING");
        }
        Bytes whole = upload.whole(file.int32("parts"));
        String sum = file.string("md5_checksum", "");
        if (!sum.isEmpty() && !sum.equalsIgnoreCase(md5(whole))) {
            throw Refusal.of(400, "MD5_CHECKSUM_INVALID");
        }
        return whole;
    }

    private static String md5(Bytes bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes.toArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
