// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Ctrl-C and the end that a service manager asks for as a stage, so that a command can end in order on its own thread. A hook of the JVM would need a thread beside
 * it, which writes while the command still works.
 */
final class Interruption {
    private Interruption() {}

    /**
     * Completes at the first SIGINT or SIGTERM from now on, with its name. A SIGINT after that ends the process at once, as who
     * presses Ctrl-C again wants it; a SIGTERM does not, since programs such as {@code timeout} send it twice.
     */
    static CompletableFuture<String> named() {
        CompletableFuture<String> came = new CompletableFuture<>();
        for (String name : List.of("INT", "TERM")) {
            at(name, () -> {
                if (!came.complete("SIG" + name) && name.equals("INT")) {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                }
            });
        }
        return came;
    }

    /** As {@link #named}, for those who need not know which it was. */
    static CompletableFuture<Void> awaited() {
        return named().thenAccept(name -> {});
    }

    /**
     * Runs the action at every SIGHUP from now on, which would end the process without a word otherwise. A JVM without
     * signals, or one that keeps them to itself (-Xrs), goes on as it always did; so does one that {@code nohup} protects.
     */
    static void onHangup(Runnable action) {
        at("HUP", action);
    }

    private static void at(String name, Runnable action) {
        try {
            // the JDK offers signals to everybody, but javac warns of the name
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Interruption.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.getName().equals("equals") ? self == arguments[0] : (Object) 0;
                        }
                        action.run();
                        return null;
                    });
            Object one = signal.getConstructor(String.class).newInstance(name);
            Object unused = signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            // a JVM without signals, or one that keeps them to itself: Ctrl-C then ends the process at once
        }
    }
}
