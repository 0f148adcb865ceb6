// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight;

import it.tdlight.jni.TdApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * TDLib behind the double: answers by script and keeps what it has no answer for, so that a test answers later. Everything
 * happens on the thread that calls, in order.
 */
public final class FakeTdlib {
    private static FakeTdlib current = new FakeTdlib();

    public boolean nativesMissing;
    public final List<FakeFactory> factories = new ArrayList<>();
    private final Map<Class<?>, Function<TdApi.Function<?>, TdApi.Object>> script = new HashMap<>();

    /** Starts anew. */
    public static FakeTdlib fresh() {
        current = new FakeTdlib();
        return current;
    }

    static FakeTdlib current() {
        return current;
    }

    public <F extends TdApi.Function<?>> FakeTdlib answers(Class<F> type, Function<F, TdApi.Object> answer) {
        script.put(type, request -> answer.apply(type.cast(request)));
        return this;
    }

    /** The client that was made as the n-th of all, from 0. */
    public FakeClient client(int n) {
        return factories.stream()
                .flatMap(factory -> factory.clients.stream())
                .toList()
                .get(n);
    }

    /** The common one, held once more. */
    public ClientFactory factory() {
        if (factories.isEmpty() || factories.get(factories.size() - 1).closed) {
            factories.add(new FakeFactory());
        }
        FakeFactory factory = factories.get(factories.size() - 1);
        factory.holders++;
        return factory;
    }

    /** A factory that remembers its clients. */
    public final class FakeFactory implements ClientFactory {
        public final List<FakeClient> clients = new ArrayList<>();
        public boolean closed;
        private int holders;

        @Override
        public TelegramClient createClient() {
            if (closed) {
                throw new IllegalStateException("Client factory is closed");
            }
            FakeClient client = new FakeClient();
            clients.add(client);
            return client;
        }

        @Override
        public void close() {
            holders--;
            if (holders == 0) {
                closed = true;
                clients.forEach(FakeClient::end);
            }
        }
    }

    private record Pending(ResultHandler<?> then, ExceptionHandler failed) {}

    /** A client: asleep, then awake, then closed. */
    public final class FakeClient implements TelegramClient {
        public final List<TdApi.Function<?>> requests = new ArrayList<>();
        private final List<Pending> pending = new ArrayList<>();
        private ResultHandler<TdApi.Update> updates;
        private ExceptionHandler updateFailed;
        private boolean closed;

        public boolean isAwake() {
            return updates != null;
        }

        public boolean isClosed() {
            return closed;
        }

        @Override
        public void initialize(UpdatesHandler handler, ExceptionHandler updateHandler, ExceptionHandler otherHandler) {
            throw new UnsupportedOperationException("it loses the order");
        }

        @Override
        public void initialize(
                ResultHandler<TdApi.Update> handler, ExceptionHandler updateHandler, ExceptionHandler otherHandler) {
            if (updates != null) {
                throw new UnsupportedOperationException("Can't initialize the same client twice!");
            }
            updates = handler;
            updateFailed = updateHandler;
        }

        @Override
        public <R extends TdApi.Object> void send(
                TdApi.Function<R> query, ResultHandler<R> then, ExceptionHandler failed) {
            requests.add(query);
            Pending request = new Pending(then, failed);
            if (closed || updates == null) {
                settle(request, new TdApi.Error(503, "Client closed"));
            } else if (query instanceof TdApi.Close) {
                settle(request, new TdApi.Ok());
                end();
            } else if (script.containsKey(query.getClass())) {
                settle(request, script.get(query.getClass()).apply(query));
            } else {
                pending.add(request);
            }
        }

        @Override
        public <R extends TdApi.Object> TdApi.Object execute(TdApi.Function<R> query) {
            if (closed || updates == null) {
                return new TdApi.Error(503, "Client closed");
            }
            Function<TdApi.Function<?>, TdApi.Object> answer = script.get(query.getClass());
            return answer == null ? new TdApi.Error(400, "can't be executed synchronously") : answer.apply(query);
        }

        /** Answers the oldest request that waits. */
        public void answer(TdApi.Object answer) {
            settle(pending.remove(0), answer);
        }

        public void update(TdApi.Object update) {
            updates.onResult(update);
        }

        /** Tells everybody who wants to know that something went wrong on the way. */
        public void fail(Throwable thrown) {
            updateFailed.onException(thrown);
            pending.forEach(request -> request.failed().onException(thrown));
        }

        /** Handlers that it holds: that of updates, and those of requests that wait. */
        public List<ResultHandler<?>> handlers() {
            List<ResultHandler<?>> held = new ArrayList<>();
            held.add(updates);
            pending.forEach(request -> held.add(request.then()));
            return held;
        }

        private void settle(Pending request, TdApi.Object answer) {
            request.then().onResult(answer);
        }

        private void end() {
            if (closed) {
                return;
            }
            closed = true;
            if (updates != null) {
                update(new TdApi.UpdateAuthorizationState(new TdApi.AuthorizationStateClosed()));
            }
            List<Pending> left = List.copyOf(pending);
            pending.clear();
            left.forEach(request -> settle(request, new TdApi.Error(500, "Instance closed")));
        }
    }
}
