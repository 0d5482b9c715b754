package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.googleapis.media.MediaHttpUploader;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Content on its way in. */
class GoogleUploadTest extends GoogleCase {

    private static final int PART = 262_144;
    private static final String UPLOADS = "/upload/drive/v3/files";

    private String session(String json, String... headers) {
        HttpResponse<byte[]> opened =
                clouds.post(UPLOADS + "?uploadType=resumable&fields=id,name,size", json, headers);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).isEmpty();
        return opened.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<byte[]> chunk(String session, byte[] bytes, String range) {
        return clouds.send(
                clouds.bare(session)
                        .header("Content-Range", range)
                        .PUT(BodyPublishers.ofByteArray(bytes)));
    }

    @Test
    void aResumableUploadOutlivesFailuresInTheMiddle() throws Exception {
        byte[] content = Clouds.bytes(12 << 20);
        for (String kind :
                new String[] {
                    "\"kind\":\"refuse\",\"status\":503",
                    "\"kind\":\"cut-request\",\"afterBytes\":300000"
                }) {
            HttpResponse<byte[]> rule =
                    clouds.post(
                            "/sandbox/faults",
                            "{\"cloud\":\"google\",\"operation\":\"upload.chunk\","
                                    + kind
                                    + ",\"from\":4,\"times\":1}");
            assertThat(rule.statusCode()).as(new String(rule.body())).isEqualTo(201);
            File made = patient().execute(content);
            assertThat(Files.readAllBytes(clouds.google.resolve("big.bin"))).isEqualTo(content);
            String id = Clouds.json(rule).path("id").asText();
            assertThat(json("/sandbox/faults/" + id).path("fired").asInt()).isEqualTo(1);
            drive.files().delete(made.getId()).execute();
            clouds.method("DELETE", "/sandbox/faults", "");
        }
    }

    private interface Upload {
        File execute(byte[] content) throws Exception;
    }

    /** A client as Google's guide wants it: with backoff for answers and broken lines. */
    private Upload patient() {
        HttpRequestInitializer init =
                request -> {
                    request.getHeaders().setAuthorization("Bearer sandbox");
                    request.setIOExceptionHandler(
                            new HttpBackOffIOExceptionHandler(new ExponentialBackOff()));
                    request.setUnsuccessfulResponseHandler(
                            new HttpBackOffUnsuccessfulResponseHandler(new ExponentialBackOff()));
                };
        Drive client =
                new Drive.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), init)
                        .setRootUrl(clouds.url("/"))
                        .setApplicationName("test")
                        .build();
        return content -> {
            Drive.Files.Create create =
                    client.files()
                            .create(
                                    new File().setName("big.bin"),
                                    new ByteArrayContent("application/x-test", content));
            create.getMediaHttpUploader().setDirectUploadEnabled(false);
            create.getMediaHttpUploader().setChunkSize(4 * MediaHttpUploader.MINIMUM_CHUNK_SIZE);
            return create.execute();
        };
    }

    @Test
    void chunksAreAnsweredWith308AndTheRangeHeld() {
        byte[] bytes = Clouds.bytes(2 * PART + 5);
        String session = session("{\"name\":\"c\"}");
        HttpResponse<byte[]> asked = chunk(session, new byte[0], "bytes */*");
        assertThat(asked.statusCode()).isEqualTo(308);
        assertThat(asked.headers().firstValue("Range")).isEmpty();
        HttpResponse<byte[]> first =
                chunk(session, Arrays.copyOf(bytes, PART), "bytes 0-" + (PART - 1) + "/*");
        assertThat(first.statusCode()).isEqualTo(308);
        assertThat(first.headers().firstValue("Range")).contains("bytes=0-" + (PART - 1));
        for (String query :
                new String[] {"bytes */*", "*/" + bytes.length, "bytes */" + bytes.length}) {
            assertThat(chunk(session, new byte[0], query).headers().firstValue("Range"))
                    .contains("bytes=0-" + (PART - 1));
        }
        HttpResponse<byte[]> last =
                chunk(
                        session,
                        Arrays.copyOfRange(bytes, PART, bytes.length),
                        "bytes " + PART + "-" + (bytes.length - 1) + "/" + bytes.length);
        assertThat(last.statusCode()).isIn(200, 201);
        assertThat(Clouds.json(last).path("size").asText()).isEqualTo("" + bytes.length);
        assertThat(clouds.google.resolve("c")).hasBinaryContent(bytes);
        assertThat(chunk(session, new byte[0], "bytes */*").statusCode()).isIn(200, 201);
    }

    @Test
    void aChunkIsAMultipleOf256KibibytesExceptTheLast() {
        String session = session("{\"name\":\"c\"}");
        assertRefused(400, "invalid", chunk(session, new byte[1000], "bytes 0-999/5000"));
        assertRefused(
                400, "invalid", chunk(session, new byte[PART], "bytes 9-" + (PART + 8) + "/*"));
    }

    @Test
    void aNewRevisionIsStartedWithPatch() throws Exception {
        File old = upload("r.txt", "old");
        HttpResponse<byte[]> opened =
                clouds.method("PATCH", UPLOADS + "/" + old.getId() + "?uploadType=resumable", "{}");
        String session = opened.headers().firstValue("Location").orElseThrow();
        HttpResponse<byte[]> done =
                clouds.send(clouds.bare(session).PUT(BodyPublishers.ofString("new")));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(clouds.google.resolve("r.txt")).hasContent("new");
        assertThat(get(old.getId()).getHeadRevisionId()).isNotEqualTo(old.getHeadRevisionId());
    }

    @Test
    void emptyFilesGoEachWay() throws Exception {
        assertThat(upload("multipart", "").getSize()).isZero();
        HttpResponse<byte[]> media = clouds.post(UPLOADS + "?uploadType=media&fields=size", "");
        assertThat(Clouds.json(media).path("size").asText()).isEqualTo("0");
        HttpResponse<byte[]> done = chunk(session("{\"name\":\"e\"}"), new byte[0], "bytes */0");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(clouds.google.resolve("e")).isEmptyFile();
    }

    @Test
    void aSessionIsCancelledAndThenGone() {
        String session = session("{\"name\":\"x\"}");
        assertThat(clouds.send(clouds.bare(session).DELETE()).statusCode()).isEqualTo(499);
        assertRefused(404, "notFound", chunk(session, new byte[0], "bytes */*"));
    }

    @Test
    void whatCouldNotBeStoredIsRefusedAtTheStart() throws Exception {
        assertRefused(
                404,
                "notFound",
                clouds.post(UPLOADS + "?uploadType=resumable", "{\"parents\":[\"none\"]}"));
        String id = drive.files().generateIds().execute().getIds().get(0);
        upload(new File().setId(id).setName("x"), null, "1");
        assertRefused(
                409,
                "fileIdInUse",
                clouds.post(UPLOADS + "?uploadType=resumable", "{\"id\":\"" + id + "\"}"));
        assertRefused(
                400,
                "invalid",
                clouds.post(
                        UPLOADS + "?uploadType=resumable",
                        "{}",
                        "X-Upload-Content-Length",
                        "5497558138881"));
        assertRefused(400, "invalid", clouds.post(UPLOADS + "?uploadType=carrier", "{}"));
        assertRefused(400, "badContent", clouds.post(UPLOADS + "?uploadType=multipart", "{}"));
    }

    @Test
    void aNewRevisionMayBeBegunByPutToo() throws Exception {
        String id = upload("revised", "1").getId();
        String session =
                clouds.put(UPLOADS + "/" + id + "?uploadType=resumable", new byte[0])
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        clouds.send(clouds.bare(session).PUT(BodyPublishers.ofString("2")));
        assertThat(clouds.google.resolve("revised")).hasContent("2");
    }

    @Test
    void aDocumentIsMadeByAResumableUploadToo() {
        String session =
                session(
                        "{\"name\":\"D\",\"mimeType\":\"" + DOCUMENT + "\"}",
                        "X-Upload-Content-Type",
                        "text/plain");
        clouds.send(clouds.bare(session).PUT(BodyPublishers.ofString("text")));
        assertThat(clouds.google.resolve("D.gdoc")).hasContent("text");
    }

    @Test
    void aMultipartBodyMayEndItsLinesWithoutCarriageReturns() throws Exception {
        String body =
                "--=b=\nContent-Type: application/json\n\n{\"name\":\"lf\"}\n--=b=\n"
                        + "Content-Type: text/plain\n\none\r\ntwo\n\n--=b=--\n";
        assertThat(multipart(body).statusCode()).isEqualTo(200);
        assertThat(Files.readString(clouds.google.resolve("lf"))).isEqualTo("one\r\ntwo\n");
    }

    @Test
    void aMultipartBodyWithoutItsEndIsMalformed() {
        String body = "--=b=\r\nContent-Type: application/json\r\n\r\n{\"name\":\"x\"}";
        assertRefused(400, "badContent", multipart(body));
    }

    @Test
    void brokenBase64IsBadContent() throws Exception {
        for (String broken : new String[] {"Q", "!!!", "QUJD!", "QQ==QUJD", "QUJDR"}) {
            assertRefused(400, "badContent", multipart(base64(broken)));
        }
        assertThat(clouds.google).isEmptyDirectory();
        byte[] bytes = Clouds.bytes(100_000);
        String lines = Base64.getMimeEncoder().encodeToString(bytes);
        assertThat(multipart(base64(lines)).statusCode()).isEqualTo(200);
        assertThat(clouds.google.resolve("b")).hasBinaryContent(bytes);
    }

    private static String base64(String content) {
        return "--=b=\r\nContent-Type: application/json\r\n\r\n{\"name\":\"b\"}\r\n--=b=\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + content
                + "\r\n--=b=--\r\n";
    }

    @Test
    void aChunkShorterThanItsRangeIsABadRequest() {
        byte[] bytes = Clouds.bytes(1000);
        String session = session("{\"name\":\"short\"}");
        assertRefused(
                400, "invalid", chunk(session, Arrays.copyOf(bytes, 500), "bytes 0-999/1000"));
        HttpResponse<byte[]> asked = chunk(session, new byte[0], "bytes */1000");
        assertThat(asked.statusCode()).isEqualTo(308);
        assertThat(asked.headers().firstValue("Range")).isEmpty();
        assertThat(chunk(session, bytes, "bytes 0-999/1000").statusCode()).isEqualTo(200);
        assertThat(clouds.google.resolve("short")).hasBinaryContent(bytes);
    }

    @Test
    void aSimpleUploadHasNoMetadata() {
        HttpResponse<byte[]> made =
                clouds.send(
                        clouds.request(UPLOADS + "?uploadType=media")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{\"name\":\"n\"}")));
        assertThat(Clouds.json(made).path("name").asText()).isEqualTo("Untitled");
        assertThat(Clouds.json(made).path("mimeType").asText()).isEqualTo("text/plain");
        assertThat(clouds.google.resolve("Untitled")).hasContent("{\"name\":\"n\"}");
    }

    @Test
    void theMaskOfTheStartIsThatOfTheAnswer() {
        String session = session("{\"name\":\"m\"}");
        HttpResponse<byte[]> done =
                clouds.send(clouds.bare(session).PUT(BodyPublishers.ofString("12345")));
        assertThat(Clouds.json(done).path("size").asText()).isEqualTo("5");
        assertThat(Clouds.json(done).has("mimeType")).isFalse();
    }

    @Test
    void theTypeSaidAtTheStartIsTheFiles() throws Exception {
        String session = session("{\"name\":\"t\"}", "X-Upload-Content-Type", "text/x-mine");
        HttpResponse<byte[]> done =
                clouds.send(clouds.bare(session).PUT(BodyPublishers.ofString("1")));
        assertThat(get(Clouds.json(done).path("id").asText()).getMimeType())
                .isEqualTo("text/x-mine");
    }

    @Test
    void theLargestFileIsOf5120Gigabytes() {
        String largest = "5497558138880";
        session("{\"name\":\"l\"}", "X-Upload-Content-Length", largest);
        assertRefused(
                400,
                "invalid",
                clouds.post(
                        UPLOADS + "?uploadType=resumable",
                        "{}",
                        "X-Upload-Content-Length",
                        "5497558138881"));
    }

    @Test
    void aTotalOverTheLargestFileIsRefused() {
        String session = session("{\"name\":\"l\"}");
        for (String range :
                new String[] {
                    "bytes */999999999999999999",
                    "bytes */5497558138881",
                    "bytes 0-" + (PART - 1) + "/5497558138881",
                    "bytes 5497558138880-5497558401023/*"
                }) {
            assertRefused(400, "invalid", chunk(session, new byte[0], range));
        }
        assertThat(chunk(session, new byte[0], "bytes */5497558138880").statusCode())
                .isEqualTo(308);
    }

    private HttpResponse<byte[]> packed(String session, String content) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return clouds.send(
                clouds.bare(session)
                        .header("Content-Encoding", "gzip")
                        .PUT(BodyPublishers.ofByteArray(packed.toByteArray())));
    }

    @Test
    void aPackedWholeFileMayBePut() throws Exception {
        String content = "as long as it is when unpacked ".repeat(100);
        HttpResponse<byte[]> done = packed(session("{\"name\":\"p\"}"), content);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(Clouds.json(done).path("size").asText()).isEqualTo("" + content.length());
        assertThat(clouds.google.resolve("p")).hasContent(content);
        assertThat(packed(session("{\"name\":\"empty\"}"), "").statusCode()).isEqualTo(200);
        String told = session("{\"name\":\"told\"}", "X-Upload-Content-Length", "5");
        assertRefused(400, "invalid", packed(told, content));
        assertThat(clouds.google.resolve("told")).doesNotExist();
    }

    @Test
    void aRefusalAtTheEndEndsTheSession() throws Exception {
        String folder = folder("f").getId();
        String session = session("{\"name\":\"x\",\"parents\":[\"" + folder + "\"]}");
        drive.files().delete(folder).execute();
        assertRefused(
                404,
                "notFound",
                clouds.send(clouds.bare(session).PUT(BodyPublishers.ofString("12345"))));
        HttpResponse<byte[]> gone = chunk(session, new byte[0], "bytes */*");
        assertRefused(404, "notFound", gone);
        assertThat(Clouds.json(gone).at("/error/message").asText()).contains("session");
    }

    @Test
    void theSizeMayNotChangeOnTheWay() {
        String session = session("{\"name\":\"x\"}");
        assertThat(
                        chunk(session, new byte[PART], "bytes 0-" + (PART - 1) + "/" + 2 * PART)
                                .statusCode())
                .isEqualTo(308);
        assertRefused(400, "invalid", chunk(session, new byte[0], "bytes */" + 3 * PART));
    }

    @Test
    void bytesThatAreHeldAlreadyMayBeSentAgain() {
        byte[] bytes = Clouds.bytes(2 * PART);
        String session = session("{\"name\":\"again\"}");
        byte[] first = Arrays.copyOf(bytes, PART);
        String range = "bytes 0-" + (PART - 1) + "/" + bytes.length;
        assertThat(chunk(session, first, range).statusCode()).isEqualTo(308);
        String all = "bytes 0-" + (bytes.length - 1) + "/" + bytes.length;
        assertThat(chunk(session, bytes, all).statusCode()).isEqualTo(200);
        assertThat(clouds.google.resolve("again")).hasBinaryContent(bytes);
    }

    private HttpResponse<byte[]> multipart(String body) {
        return clouds.send(
                clouds.request(UPLOADS + "?uploadType=multipart")
                        .header("Content-Type", "multipart/related; boundary=\"=b=\"")
                        .POST(BodyPublishers.ofString(body)));
    }
}
