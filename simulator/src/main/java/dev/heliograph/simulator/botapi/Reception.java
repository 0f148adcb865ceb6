// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * Brings requests of HTTP to a server and its answers back. A body of usual size is awaited without a thread, so that clients
 * that are slow, or that never go on, keep nobody else out; a larger one is read as it comes.
 */
final class Reception extends Handler.Abstract.NonBlocking {
    /** A longer body, or one whose length is not told, may be a file: it is not kept in memory. */
    private static final int USUAL_BODY = 64 << 10;

    /**
     * How long a connection rests between requests at most. A client that writes just then loses its request, so this is longer
     * than clients keep a connection that they do not use.
     */
    private static final long REST_MILLIS = 20L * 60 * 1_000 + 5_000;

    private final BotApiServer server;
    private final Visitors visitors;

    Reception(BotApiServer server, Visitors visitors) {
        this.server = server;
        this.visitors = visitors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Refusal refusal = visitors.refuse(
                request.getHeaders().get(HttpHeader.HOST),
                request.getHeaders().get(HttpHeader.ORIGIN),
                request.getHeaders().get("Sec-Fetch-Site"));
        if (refusal != null) {
            give(request, response, callback, Responses.of(refusal));
            return true;
        }
        long length = request.getLength();
        if (length >= 0 && length <= USUAL_BODY) {
            Content.Source.asByteArrayAsync(request, USUAL_BODY, new Promise.Invocable<byte[]>() {
                @Override
                public void succeeded(byte[] body) {
                    take(request, response, callback, new ByteArrayInputStream(body));
                }

                @Override
                public void failed(Throwable broken) {
                    callback.failed(broken);
                }
            });
        } else {
            request.getContext()
                    .execute(() -> take(request, response, callback, Content.Source.asInputStream(request)));
        }
        return true;
    }

    private void take(Request request, Response response, Callback callback, InputStream body) {
        BotApiRequest asked = new BotApiRequest(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                request.getHeaders().get(HttpHeader.CONTENT_TYPE),
                body);
        CompletionStage<BotApiResponse> answer = server.handle(asked);
        // who polls waits for longer than a client that has begun may be silent
        request.addIdleTimeoutListener(idle -> false);
        answer.whenComplete(
                (told, failure) -> give(request, response, callback, failure == null ? told : Responses.failed()));
    }

    private static void give(Request request, Response response, Callback callback, BotApiResponse told) {
        EndPoint line = request.getConnectionMetaData().getConnection().getEndPoint();
        if (told.cut()) {
            line.close();
            callback.failed(new IOException("the connection was cut"));
            return;
        }
        line.setIdleTimeout(REST_MILLIS);
        write(response, callback, told);
    }

    /** Writes an answer whole. */
    static void write(Response response, Callback callback, BotApiResponse told) {
        response.setStatus(told.status());
        told.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, told.body().size());
        response.write(true, ByteBuffer.wrap(told.body().toArray()), callback);
    }
}
