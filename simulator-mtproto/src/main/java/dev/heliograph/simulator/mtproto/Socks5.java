// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The server's half of SOCKS5, as far as a client needs it that connects by TCP. */
final class Socks5 {
    private static final int VERSION = 5;
    private static final int NO_PASSWORD = 0;
    private static final int PASSWORD = 2;

    private final Front front;
    private final Consumer<byte[]> out;
    private Step step = Step.GREETING;

    private enum Step {
        GREETING,
        PASSWORD,
        REQUEST,
        DONE
    }

    Socks5(Front front, Consumer<byte[]> out) {
        this.front = front;
        this.out = out;
    }

    /** Goes as far as the bytes reach; true once the way is open. */
    boolean advance(ByteQueue in) {
        boolean moved = true;
        while (moved && step != Step.DONE) {
            moved = switch (step) {
                case GREETING -> greeting(in);
                case PASSWORD -> password(in);
                case REQUEST -> request(in);
                case DONE -> false;
            };
        }
        return step == Step.DONE;
    }

    private boolean greeting(ByteQueue in) {
        if (in.size() < 2 || in.size() < 2 + in.peek(1)) {
            return false;
        }
        int count = in.peek(1);
        byte[] greeting = in.take(2 + count);
        int wanted = front.wantsPassword() ? PASSWORD : NO_PASSWORD;
        boolean offered = false;
        for (int i = 0; i < count; i++) {
            offered |= greeting[2 + i] == wanted;
        }
        if (greeting[0] != VERSION || !offered) {
            out.accept(new byte[] {VERSION, (byte) 0xff});
            throw new Misuse("no way in by SOCKS5");
        }
        out.accept(new byte[] {VERSION, (byte) wanted});
        step = front.wantsPassword() ? Step.PASSWORD : Step.REQUEST;
        return true;
    }

    private boolean password(ByteQueue in) {
        if (in.size() < 2 || in.size() < 3 + in.peek(1)) {
            return false;
        }
        int user = in.peek(1);
        int word = in.peek(2 + user);
        if (in.size() < 3 + user + word) {
            return false;
        }
        byte[] given = in.take(3 + user + word);
        String name = new String(given, 2, user, StandardCharsets.UTF_8);
        boolean admitted = front.admits(name, new String(given, 3 + user, word, StandardCharsets.UTF_8));
        out.accept(new byte[] {1, (byte) (admitted ? 0 : 1)});
        if (!admitted) {
            throw new Misuse("the wrong user or password");
        }
        step = Step.REQUEST;
        return true;
    }

    private boolean request(ByteQueue in) {
        if (in.size() < 5) {
            return false;
        }
        int address = switch (in.peek(3)) {
            case 1 -> 4;
            case 3 -> 1 + in.peek(4);
            case 4 -> 16;
            default -> throw refusal(8);
        };
        if (in.size() < 6 + address) {
            return false;
        }
        byte[] request = in.take(6 + address);
        if (request[0] != VERSION || request[1] != 1) {
            throw refusal(7);
        }
        reply(0);
        step = Step.DONE;
        return true;
    }

    private Misuse refusal(int code) {
        reply(code);
        return new Misuse("not a connection that SOCKS5 can make");
    }

    private void reply(int code) {
        out.accept(new byte[] {VERSION, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0});
    }
}
