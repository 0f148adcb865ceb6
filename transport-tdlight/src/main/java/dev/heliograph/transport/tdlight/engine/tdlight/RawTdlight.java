// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import dev.heliograph.model.ConfigurationException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few calls of TDLight-Java that an engine needs, found by name. A client is an object of its own that is only handed
 * through.
 *
 * <p>Updates come by the handler that takes one at a time: the one that takes lists is given them after all answers of
 * the same batch, and so loses TDLib's order.
 */
final class RawTdlight {
    private static final Logger LOG = LoggerFactory.getLogger(RawTdlight.class);
    private static final String REMEDY =
            "; see the installation section of TDLight-Java's README, or use engine=tdjson";

    private final ClassLoader loader;
    private final Class<?> api;
    private final Class<?> function;
    private final Class<?> stateUpdate;
    private final Field state;
    private final Class<?> closedState;
    private final Constructor<?> close;
    private final Class<?> resultHandler;
    private final Class<?> exceptionHandler;
    private final Method acquireFactory;
    private final Method createClient;
    private final Method closeFactory;
    private final Method initialize;
    private final Method send;
    private final Method execute;

    private RawTdlight(ClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        api = find("it.tdlight.jni.TdApi");
        function = find("it.tdlight.jni.TdApi$Function");
        stateUpdate = find("it.tdlight.jni.TdApi$UpdateAuthorizationState");
        state = stateUpdate.getField("authorizationState");
        closedState = find("it.tdlight.jni.TdApi$AuthorizationStateClosed");
        close = find("it.tdlight.jni.TdApi$Close").getConstructor();
        resultHandler = find("it.tdlight.ResultHandler");
        exceptionHandler = find("it.tdlight.ExceptionHandler");
        Class<?> factory = find("it.tdlight.ClientFactory");
        acquireFactory = factory.getMethod("acquireCommonClientFactory");
        createClient = factory.getMethod("createClient");
        closeFactory = factory.getMethod("close");
        Class<?> client = find("it.tdlight.TelegramClient");
        initialize = client.getMethod("initialize", resultHandler, exceptionHandler, exceptionHandler);
        send = client.getMethod("send", function, resultHandler, exceptionHandler);
        execute = client.getMethod("execute", function);
    }

    /**
     * Finds the library and has it load its natives.
     *
     * @throws ConfigurationException if the library or its natives are missing, or lack something that is needed
     */
    static RawTdlight load(ClassLoader loader) {
        Method init;
        RawTdlight library;
        try {
            init = Class.forName("it.tdlight.Init", true, loader).getMethod("init");
            library = new RawTdlight(loader);
        } catch (ClassNotFoundException | NoClassDefFoundError missing) {
            throw new ConfigurationException("engine=tdlight-java: TDLight-Java is not on the class path (no "
                    + missing.getMessage() + ")" + REMEDY);
        } catch (ReflectiveOperationException foreign) {
            throw new ConfigurationException("engine=tdlight-java: this version of TDLight-Java is not known ("
                    + foreign.getMessage() + ")" + REMEDY);
        }
        try {
            call(init, null);
        } catch (TdlightCallException failed) {
            LOG.debug("TDLight-Java did not start", failed);
            throw new ConfigurationException(
                    "engine=tdlight-java: TDLight-Java could not load its natives for this system ("
                            + failed.getMessage() + ")" + REMEDY);
        }
        return library;
    }

    /** The class that all generated classes are nested in. */
    Class<?> api() {
        return api;
    }

    /** What every request is. */
    Class<?> function() {
        return function;
    }

    /**
     * The factory of the process: one thread of TDLight-Java that serves its clients. TDLib has one exit for all clients,
     * so those of the application must be served by the same factory, which is the one that TDLight-Java's own client takes.
     */
    Object acquireFactory() {
        return made(call(acquireFactory, null));
    }

    /**
     * Lets go of the factory. Where nobody else holds it, its clients are closed and its thread ends; waits for both, except
     * on that thread.
     */
    void releaseFactory(Object factory) {
        call(closeFactory, factory);
    }

    /** A client that sleeps. */
    Object createClient(Object factory) {
        return made(call(createClient, factory));
    }

    /** Wakes a client; its updates come on the factory's thread. */
    void initialize(Object client, Consumer<Object> updates) {
        Object failed = exceptions("an update");
        call(initialize, client, results(updates), failed, failed);
    }

    /** Sends a request; its answer, an error too, comes on the factory's thread, or on this one if the client is closed. */
    void send(Object client, Object request, Consumer<Object> answer) {
        call(send, client, request, results(answer), exceptions("an answer"));
    }

    /** Has a client that is awake answer at once. */
    Object execute(Object client, Object request) {
        return made(call(execute, client, request));
    }

    /** Tells a client to close; the last update says when it is. */
    void close(Object client) {
        try {
            send(client, close.newInstance(), answer -> {});
        } catch (ReflectiveOperationException foreign) {
            throw new TdlightCallException(String.valueOf(foreign), foreign);
        }
    }

    /** Whether it is a client's last update. */
    boolean isLast(Object update) {
        try {
            return stateUpdate.isInstance(update) && closedState.isInstance(state.get(update));
        } catch (IllegalAccessException foreign) {
            throw new TdlightCallException(String.valueOf(foreign), foreign);
        }
    }

    private Class<?> find(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    private Object results(Consumer<Object> then) {
        return proxy(resultHandler, "onResult", then);
    }

    private Object exceptions(String of) {
        return proxy(
                exceptionHandler,
                "onException",
                thrown -> LOG.error("TDLight-Java could not hand over {}", of, (Throwable) thrown));
    }

    private Object proxy(Class<?> type, String name, Consumer<Object> then) {
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getName().equals(name)) {
                then.accept(arguments[0]);
                return null;
            }
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(self);
                case "equals" -> self == arguments[0];
                case "toString" -> type.getSimpleName();
                default -> throw new UnsupportedOperationException(method.toString());
            };
        });
    }

    private static Object made(@Nullable Object result) {
        if (result == null) {
            throw new TdlightCallException("TDLight-Java gave nothing", null);
        }
        return result;
    }

    private static @Nullable Object call(Method method, @Nullable Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            throw new TdlightCallException(String.valueOf(cause), cause);
        } catch (IllegalAccessException | LinkageError closed) {
            throw new TdlightCallException(String.valueOf(closed), closed);
        }
    }
}
