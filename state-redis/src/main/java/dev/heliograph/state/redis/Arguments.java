// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a script, as they are collected. */
final class Arguments {
    private final List<byte[]> all = new ArrayList<>();

    Arguments add(String text) {
        return add(Names.utf8(text));
    }

    Arguments add(long number) {
        return add(Long.toString(number));
    }

    Arguments add(byte[] bytes) {
        all.add(bytes);
        return this;
    }

    List<byte[]> all() {
        return all;
    }
}
