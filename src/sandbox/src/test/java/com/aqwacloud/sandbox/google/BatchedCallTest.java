package com.aqwacloud.sandbox.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sandbox.http.Call;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a call within a batch has of the request around it. */
class BatchedCallTest {

    private static Call within(Map<String, String> outer, String request) {
        Call around =
                new Call(
                        "POST",
                        "http://localhost",
                        "/batch/drive/v3",
                        "",
                        name -> outer.get(name.toLowerCase(Locale.ROOT)),
                        InputStream.nullInputStream(),
                        null);
        return BatchedCall.of(around, request);
    }

    @Test
    void outerHeadersHoldUnlessThePartHasItsOwn() {
        Map<String, String> outer = Map.of("authorization", "Bearer a", "x-goog-some", "outer");
        Call call = within(outer, "GET /drive/v3/files\r\nAuthorization: Bearer b\r\n\r\n");
        assertThat(call.header("X-Goog-Some")).contains("outer");
        assertThat(call.header("Authorization")).contains("Bearer b");
    }

    @Test
    void outerHeadersOfContentAreThoseOfTheBatchItself() {
        Map<String, String> outer =
                Map.of("content-type", "multipart/mixed", "content-length", "9");
        Call call =
                within(outer, "POST /drive/v3/files\r\nContent-Type: application/json\r\n\r\n{}");
        assertThat(call.header("Content-Type")).contains("application/json");
        assertThat(call.header("Content-Length")).isEmpty();
        assertThat(within(outer, "GET /drive/v3/files\r\n").header("Content-Type")).isEmpty();
    }
}
