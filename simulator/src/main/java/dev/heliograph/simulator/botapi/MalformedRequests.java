// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what is no HTTP, or is beyond a bound, in the form in which all answers are: clients read nothing but JSON. */
final class MalformedRequests implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Reception.write(response, callback, Responses.of(Refusal.of(status, HttpStatus.getMessage(status))));
        return true;
    }
}
