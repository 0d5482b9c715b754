package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Drive in a fresh folder, and Google's own client for it. */
abstract class GoogleCase {

    static final String FOLDER = "application/vnd.google-apps.folder";
    static final String DOCUMENT = "application/vnd.google-apps.document";
    static final String SHORTCUT = "application/vnd.google-apps.shortcut";
    static final String FILES = "/drive/v3/files";

    @TempDir Path home;
    Clouds clouds;
    Drive drive;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        drive = clouds.drive();
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    File folder(String name, String... parents) throws IOException {
        File file = new File().setName(name).setMimeType(FOLDER);
        if (parents.length > 0) {
            file.setParents(List.of(parents));
        }
        return drive.files().create(file).setSupportsAllDrives(true).setFields("*").execute();
    }

    File upload(String name, String content, String... parents) throws IOException {
        return upload(new File().setName(name), null, content, parents);
    }

    File upload(File file, String type, String content, String... parents) throws IOException {
        if (parents.length > 0) {
            file.setParents(List.of(parents));
        }
        Drive.Files.Create create =
                drive.files()
                        .create(
                                file,
                                new ByteArrayContent(
                                        type, content.getBytes(StandardCharsets.UTF_8)));
        create.getMediaHttpUploader().setDirectUploadEnabled(true);
        return create.setSupportsAllDrives(true).setFields("*").execute();
    }

    File get(String id) throws IOException {
        return drive.files().get(id).setSupportsAllDrives(true).setFields("*").execute();
    }

    List<String> names(String q) throws IOException {
        return drive.files().list().setQ(q).execute().getFiles().stream()
                .map(File::getName)
                .toList();
    }

    JsonNode json(String path) {
        return clouds.getJson(path);
    }

    /** Pulls one of the sandbox's levers. */
    void lever(String name, String json) {
        HttpResponse<byte[]> done = clouds.post("/sandbox/google/" + name, json);
        assertThat(done.statusCode())
                .as(new String(done.body(), StandardCharsets.UTF_8))
                .isEqualTo(204);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** That a call is refused with this status and reason, as Google's client understands it. */
    static void assertRefused(int status, String reason, ThrowingCallable call) {
        GoogleJsonResponseException refused =
                catchThrowableOfType(GoogleJsonResponseException.class, call);
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.getStatusCode()).isEqualTo(status);
        assertThat(refused.getDetails().getErrors().get(0).getReason()).isEqualTo(reason);
    }

    /** The same for a bare request. */
    static void assertRefused(int status, String reason, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        JsonNode error = Clouds.json(answer).path("error");
        assertThat(error.path("code").asInt()).isEqualTo(status);
        assertThat(error.path("errors").path(0).path("reason").asText()).isEqualTo(reason);
    }
}
