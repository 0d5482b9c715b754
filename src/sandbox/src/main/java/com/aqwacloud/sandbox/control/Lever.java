package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.util.List;

/** One thing under {@code /sandbox/}. */
@FunctionalInterface
public interface Lever {

    /** What answers at one address. */
    @FunctionalInterface
    interface Simple {
        Reply handle(Call call) throws IOException;
    }

    /** A lever with nothing below it. */
    static Lever of(Simple simple) {
        return (call, rest) ->
                rest.isEmpty()
                        ? simple.handle(call)
                        : Problem.reply(404, "There is nothing below this");
    }

    /**
     * Answers a request.
     *
     * @param rest the segments of the path after the lever's own name
     */
    Reply handle(Call call, List<String> rest) throws IOException;
}
