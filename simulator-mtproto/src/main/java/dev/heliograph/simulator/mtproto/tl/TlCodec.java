// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import dev.heliograph.model.Bytes;
import java.util.List;

/**
 * Turns objects into bytes and back, by a schema alone. Reading allows for any bytes: what comes out is never larger than a
 * small multiple of what went in and of the budget, and nothing is nested deeper than {@value #DEPTH}.
 */
public final class TlCodec {
    static final int DEPTH = 32;
    static final int VECTOR = 0x1cb5c415;

    private final TlSchema schema;
    private final TlDecoder decoder;
    private final TlEncoder encoder;

    private TlCodec(TlSchema schema) {
        this.schema = schema;
        this.decoder = new TlDecoder(schema);
        this.encoder = new TlEncoder(schema);
    }

    /** A codec for that schema. */
    public static TlCodec of(TlSchema schema) {
        return new TlCodec(schema);
    }

    /** The schema that it follows. */
    public TlSchema schema() {
        return schema;
    }

    /**
     * Reads one object, packed or not; what follows it stays unread.
     *
     * @throws TlException where the bytes are no object of the schema
     */
    public TlObject read(TlReader in, TlBudget budget) {
        return decoder.object(in, budget, 0);
    }

    /**
     * Reads one object that fills the array.
     *
     * @throws TlException where the bytes are no object of the schema, or more than one
     */
    public TlObject read(byte[] bytes) {
        TlReader in = TlReader.of(bytes);
        TlObject object = read(in, TlBudget.ofBytes(1 << 20));
        if (in.left() > 0) {
            throw TlException.of(in.left() + " bytes are left behind " + object.name());
        }
        return object;
    }

    /**
     * Reads the answer to a call, which may be a vector.
     *
     * @throws TlException where the bytes are no such answer
     */
    public TlObject readResult(String function, byte[] bytes) {
        TlReader in = TlReader.of(bytes);
        TlBudget budget = TlBudget.ofBytes(1 << 20);
        if (in.left() >= 4 && in.peek() == Gzip.PACKED) {
            in.int32();
            return readResult(function, Gzip.unpack(in.bytes(), budget));
        }
        TlType result = schema.named(function).result();
        if (result.kind() != TlType.Kind.VECTOR) {
            return read(in, budget);
        }
        return TlObject.vector((List<?>) decoder.value(result, in, budget, 0));
    }

    /**
     * Writes an object; answers and calls alike.
     *
     * @throws TlException where a field is absent, of another type or unknown
     */
    public byte[] write(TlObject object) {
        TlWriter out = TlWriter.empty();
        encoder.object(object, out);
        return out.toArray();
    }

    /** Writes an object in packed form. */
    public byte[] pack(byte[] written) {
        return TlWriter.empty().int32(Gzip.PACKED).bytes(Gzip.pack(written)).toArray();
    }

    /** Whether a call or constructor of that name is a call. */
    public boolean isCall(String name) {
        return schema.named(name).function();
    }

    static Object wrap(byte[] bytes) {
        return Bytes.copyOf(bytes);
    }
}
