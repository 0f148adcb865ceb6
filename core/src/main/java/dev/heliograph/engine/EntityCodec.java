// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Entity;
import org.jspecify.annotations.Nullable;

/** The stored form of who somebody is, or of the fact that there is nobody. Format 1. */
final class EntityCodec {
    private static final int FORMAT = 1;

    private EntityCodec() {}

    static Bytes nobody(String reason) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putByte(0);
        out.putText(reason);
        return out.bytes();
    }

    static Bytes write(Entity entity) {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putByte(1);
        out.putText(entity.kind().name());
        out.putLong(entity.id());
        out.putText(entity.name());
        out.putText(entity.username() == null ? "" : entity.username());
        switch (entity.kind()) {
            case USER -> out.putFlag(((Entity.User) entity).deactivated());
            case GROUP -> {
                out.putInt(((Entity.Group) entity).slowModeSeconds());
                out.putFlag(((Entity.Group) entity).forum());
            }
            case BOT, CHANNEL -> {
                // nothing beyond what all have
            }
        }
        return out.bytes();
    }

    /** What is known; null where the form is a later one than this version knows, or none at all. */
    static @Nullable Known read(Bytes bytes) {
        ByteReader in = new ByteReader(bytes);
        try {
            return in.format() == FORMAT ? known(in) : null;
        } catch (IllegalArgumentException unreadable) {
            // it is only remembered, so it can be asked for again
            return null;
        }
    }

    private static Known known(ByteReader in) {
        if (in.getByte() == 0) {
            return new Known(null, in.getText());
        }
        Entity.Kind kind = Entity.Kind.valueOf(in.getText());
        long id = in.getLong();
        String name = in.getText();
        String username = in.getText();
        String shown = username.isEmpty() ? null : username;
        Entity entity = switch (kind) {
            case USER -> new Entity.User(id, name, shown, in.getFlag());
            case BOT -> new Entity.Bot(id, name, shown);
            case GROUP -> new Entity.Group(id, name, shown, in.getInt(), in.getFlag());
            case CHANNEL -> new Entity.Channel(id, name, shown);
        };
        return new Known(entity, "");
    }

    /** Somebody, or the reason why there is nobody. */
    record Known(@Nullable Entity entity, String reason) {}
}
