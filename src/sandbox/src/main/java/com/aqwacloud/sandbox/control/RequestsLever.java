package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.http.RequestLog;
import java.util.List;

/** What the clouds were asked for. */
final class RequestsLever implements Lever {

    private final RequestLog log;

    RequestsLever(RequestLog log) {
        this.log = log;
    }

    @Override
    public Reply handle(Call call, List<String> rest) {
        if (!rest.isEmpty()) {
            return Problem.reply(404, "There is nothing below requests");
        }
        return switch (call.method()) {
            case "GET" -> {
                String last = call.query("last").orElse("100");
                if (!last.matches("\\d{1,4}")) {
                    throw Problem.field("last", "a number from 0 to 9999 is needed");
                }
                yield Reply.ok(log.toJson(Integer.parseInt(last)));
            }
            case "DELETE" -> {
                log.reset();
                yield Reply.empty(204);
            }
            default -> Problem.notAllowed("GET, DELETE");
        };
    }
}
