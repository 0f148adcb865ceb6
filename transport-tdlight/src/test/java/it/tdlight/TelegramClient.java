// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight;

import it.tdlight.jni.TdApi;

/** Double of TDLight-Java. */
@SuppressWarnings("overloads") // as the real one has it
public interface TelegramClient {
    void initialize(
            UpdatesHandler updatesHandler,
            ExceptionHandler updateExceptionHandler,
            ExceptionHandler defaultExceptionHandler);

    void initialize(
            ResultHandler<TdApi.Update> updateHandler,
            ExceptionHandler updateExceptionHandler,
            ExceptionHandler defaultExceptionHandler);

    <R extends TdApi.Object> void send(
            TdApi.Function<R> query, ResultHandler<R> resultHandler, ExceptionHandler exceptionHandler);

    <R extends TdApi.Object> TdApi.Object execute(TdApi.Function<R> query);
}
