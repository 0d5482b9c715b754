package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Many calls in one request. */
class GoogleBatchTest extends GoogleCase {

    private HttpResponse<byte[]> batch(String... calls) {
        StringBuilder body = new StringBuilder();
        int id = 0;
        for (String call : calls) {
            body.append("--b\r\nContent-Type: application/http\r\nContent-ID: <part+")
                    .append(++id)
                    .append(">\r\n\r\n")
                    .append(call)
                    .append("\r\n");
        }
        body.append("--b--\r\n");
        return clouds.send(
                clouds.request("/batch/drive/v3")
                        .header("Content-Type", "multipart/mixed; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void eachPartHasItsOwnStatusAndContentId() throws Exception {
        String id = upload("x", "1").getId();
        HttpResponse<byte[]> answer =
                batch(
                        "GET /drive/v3/files/" + id + "\r\n",
                        "GET /drive/v3/files/none\r\n",
                        "PATCH /drive/v3/files/"
                                + id
                                + "\r\nContent-Type: application/json\r\n\r\n{\"name\":\"y\"}",
                        "DELETE /drive/v3/files/" + id + "\r\n");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer))
                .contains("<response-part+1>", "HTTP/1.1 200 OK")
                .contains("<response-part+2>", "HTTP/1.1 404 Not Found")
                .contains("<response-part+3>", "\"name\":\"y\"")
                .contains("<response-part+4>", "HTTP/1.1 204 No Content");
    }

    @Test
    void aPartThatFailsLeavesTheOthersTheirStatus() throws Exception {
        String id = upload("x", "1").getId();
        // Without it no file can be made.
        Files.delete(home.resolve(".google-drive.state/incoming"));
        HttpResponse<byte[]> answer =
                batch(
                        "GET /drive/v3/files/" + id + "\r\n",
                        "POST /drive/v3/files\r\nContent-Type: application/json\r\n\r\n{}",
                        "DELETE /drive/v3/files/" + id + "\r\n");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer).replaceAll("\\R", "\n"))
                .containsPattern("<response-part\\+1>\n\nHTTP/1.1 200 ")
                .containsPattern("<response-part\\+2>\n\nHTTP/1.1 500 ")
                .contains("internalError")
                .containsPattern("<response-part\\+3>\n\nHTTP/1.1 204 ");
    }

    @Test
    void aCallMayNameItsWholeAddress() throws Exception {
        String id = upload("x", "1").getId();
        assertThat(text(batch("GET https://www.googleapis.com/drive/v3/files/" + id + "\r\n")))
                .contains("HTTP/1.1 200 OK", id);
    }

    @Test
    void contentDoesNotTravelInABatch() throws Exception {
        String id = upload("x", "1").getId();
        String answer =
                text(
                        batch(
                                "GET /drive/v3/files/" + id + "?alt=media\r\n",
                                "GET /drive/v3/files/" + id + "/export?mimeType=text/plain\r\n",
                                "POST /upload/drive/v3/files?uploadType=media\r\n\r\nx"));
        assertThat(answer.split("HTTP/1.1 400")).hasSize(4);
    }

    @Test
    void contentDoesNotTravelInABatchHoweverItIsAskedFor() throws Exception {
        String file = "/drive/v3/files/" + upload("x", "1").getId();
        String answer =
                text(
                        batch(
                                "GET " + file + "/%65xport?mimeType=text/plain\r\n",
                                "GET " + file + "?%61lt=%6dedia\r\n",
                                "POST " + file + "/downloa%64\r\n",
                                "POST "
                                        + file
                                        + "\r\nX-HTTP-Method-Override: GET"
                                        + "\r\nContent-Type: application/x-www-form-urlencoded"
                                        + "\r\n\r\nalt=media"));
        assertThat(answer.split("HTTP/1.1 400")).hasSize(5);
        assertThat(answer.split("This call can't be made in a batch.", -1)).hasSize(9);
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        String file = "/drive/v3/files/" + upload("x", "1").getId();
        String answer = text(batch("HEAD " + file + "\r\n", "HEAD /drive/v3/files/none\r\n"));
        assertThat(answer).contains("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
        assertThat(answer).doesNotContain("{");
    }

    @Test
    void aBatchHasAtMostAHundredCalls() {
        String[] calls = new String[101];
        java.util.Arrays.fill(
                calls,
                "POST /drive/v3/files\r\nContent-Type: application/json\r\n\r\n{\"name\":\"n\"}");
        assertThat(batch(calls).statusCode()).isEqualTo(400);
        assertThat(json(FILES).path("files")).isEmpty();
        assertThat(batch(java.util.Arrays.copyOf(calls, 100)).statusCode()).isEqualTo(200);
        assertThat(json(FILES).path("files")).hasSize(100);
    }

    @Test
    void anAddressInABatchHasAtMost8000Characters() {
        String answer = text(batch("GET /drive/v3/files?q=" + "x".repeat(8000) + "\r\n"));
        assertThat(answer).contains("HTTP/1.1 400");
    }

    @Test
    void theOuterTokenIsThatOfTheParts() {
        String answer = text(batch("GET /drive/v3/files\r\nAuthorization: Bearer wrong\r\n"));
        assertThat(answer).contains("HTTP/1.1 401");
    }

    @Test
    void aBatchIsOfMultipartMixedAndHasParts() {
        assertRefused(400, "badRequest", clouds.post("/batch/drive/v3", "{}"));
        assertRefused(404, "notFound", clouds.get("/batch/drive/v3"));
    }
}
