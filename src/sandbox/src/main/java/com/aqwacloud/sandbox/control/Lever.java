package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import java.io.IOException;
import java.util.List;

/** One thing under {@code /sandbox/}. */
@FunctionalInterface
public interface Lever {

    /**
     * Answers a request.
     *
     * @param rest the segments of the path after the lever's own name
     */
    Reply handle(Call call, List<String> rest) throws IOException;
}
