package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.Levers;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Traffic;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the web server itself refuses, in the words of the cloud that it was meant for. */
final class ErrorAnswers extends ErrorHandler {

    /** What Jetty puts in place of an address that it can't decode. */
    private static final String UNREADABLE = "/badMessage";

    private final Levers levers;

    ErrorAnswers(Levers levers) {
        this.levers = levers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException {
        String known = Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
        String path = known.equals(UNREADABLE) ? LastHeard.path(request).orElse(known) : known;
        Refusal refusal = Refusal.of(response.getStatus(), null);
        new ReplyWriter(request, response, new Traffic(levers, Router.cloud(path)))
                .send(Router.refusal(path, refusal), callback);
        return true;
    }
}
