package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.drive.model.File;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of Google's editors. */
class GoogleDocumentsTest extends GoogleCase {

    private static final String TEXT = "First line <&> \u00fc\nSecond, line";

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String OPEN = "application/vnd.oasis.opendocument.";

    private File document(String type, String text) throws Exception {
        String mime = "application/vnd.google-apps." + type;
        String from =
                switch (type) {
                    case "spreadsheet" -> "text/csv";
                    case "presentation" -> OFFICE + "presentationml.presentation";
                    default -> "text/plain";
                };
        File made =
                type.equals("document") || type.equals("spreadsheet")
                        ? upload(new File().setName("Doc").setMimeType(mime), from, text)
                        : drive.files()
                                .create(new File().setName("Doc").setMimeType(mime))
                                .setFields("*")
                                .execute();
        return made;
    }

    private byte[] export(String id, String mimeType) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drive.files().export(id, mimeType).executeMediaAndDownloadTo(out);
        return out.toByteArray();
    }

    private java.net.http.HttpResponse<byte[]> exported(String id, String mimeType) {
        return clouds.get(FILES + "/" + id + "/export?mimeType=" + encoded(mimeType));
    }

    @Test
    void aFileWithTheEndingOfADocumentIsOne() throws Exception {
        Files.writeString(clouds.google.resolve("Plan.gdoc"), "the plan");
        Clouds.soon().untilAsserted(() -> assertThat(names("name='Plan'")).hasSize(1));
        File found =
                drive.files().list().setQ("name='Plan'").setFields("*").execute().getFiles().get(0);
        assertThat(found.getMimeType()).isEqualTo(DOCUMENT);
        assertThat(found.getMd5Checksum()).isNull();
        assertThat(found.getSha1Checksum()).isNull();
        assertThat(found.getSha256Checksum()).isNull();
        assertThat(found.getHeadRevisionId()).isNull();
        assertThat(found.getSize()).isNull();
        assertThat(found.getFileExtension()).isNull();
        assertThat(found.getExportLinks()).containsKey("text/plain");
        assertThat(new String(export(found.getId(), "text/markdown"), StandardCharsets.UTF_8))
                .isEqualTo("the plan");
    }

    @Test
    void aDocumentMadeByTheApiHasTheEndingInTheFolder() throws Exception {
        File made = document("document", TEXT);
        assertThat(clouds.google.resolve("Doc.gdoc")).hasContent(TEXT);
        drive.files().update(made.getId(), new File().setName("New")).execute();
        assertThat(clouds.google.resolve("New.gdoc")).hasContent(TEXT);
        assertThat(get(made.getId()).getName()).isEqualTo("New");
        assertThat(get(made.getId()).getMimeType()).isEqualTo(DOCUMENT);
        File copy = drive.files().copy(made.getId(), new File().setName("Copy")).execute();
        assertThat(copy.getMimeType()).isEqualTo(DOCUMENT);
        assertThat(clouds.google.resolve("Copy.gdoc")).hasContent(TEXT);
    }

    @Test
    void aBlobWithSuchAnEndingStaysABlob() throws Exception {
        File made = upload("real.gdoc", "bytes");
        assertThat(made.getName()).isEqualTo("real.gdoc");
        assertThat(made.getMd5Checksum()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "document," + OFFICE + "wordprocessingml.document,word/document.xml",
        "document," + OPEN + "text,content.xml",
        "document,application/epub+zip,OEBPS/text.xhtml",
        "spreadsheet," + OFFICE + "spreadsheetml.sheet,xl/worksheets/sheet1.xml",
        "spreadsheet," + OPEN + "spreadsheet,content.xml",
        "presentation," + OFFICE + "presentationml.presentation,ppt/slides/slide1.xml",
        "presentation," + OPEN + "presentation,content.xml"
    })
    void anExportIsAnArchiveOfWellFormedParts(String type, String mimeType, String part)
            throws Exception {
        File made = document(type, TEXT);
        Map<String, byte[]> parts = unzip(export(made.getId(), mimeType));
        assertThat(parts).containsKey(part);
        for (Map.Entry<String, byte[]> each : parts.entrySet()) {
            if (!each.getKey().equals("mimetype")) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(each.getValue()));
            }
        }
        if (!type.equals("presentation")) {
            assertThat(new String(parts.get(part), StandardCharsets.UTF_8))
                    .contains("First line &lt;&amp;&gt; \u00fc");
        }
    }

    private static Map<String, byte[]> unzip(byte[] archive) throws Exception {
        Map<String, byte[]> parts = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    @ParameterizedTest
    @CsvSource({
        "document,application/rtf,{\\rtf1",
        "document,application/pdf,%PDF-1.4",
        "document,application/zip,PK",
        "spreadsheet,application/pdf,%PDF-1.4",
        "spreadsheet,application/zip,PK",
        "presentation,application/pdf,%PDF-1.4",
        "presentation,image/svg+xml,<?xml",
        "drawing,application/pdf,%PDF-1.4",
        "drawing,image/svg+xml,<?xml",
        "script,application/vnd.google-apps.script+json,{\"files\""
    })
    void anExportBeginsAsItsFormatDoes(String type, String mimeType, String beginning)
            throws Exception {
        byte[] bytes = export(document(type, TEXT).getId(), mimeType);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).startsWith(beginning);
    }

    @ParameterizedTest
    @CsvSource({
        "presentation,image/png",
        "presentation,image/jpeg",
        "drawing,image/png",
        "drawing,image/jpeg"
    })
    void anExportedPictureIsOne(String type, String mimeType) throws Exception {
        byte[] bytes = export(document(type, TEXT).getId(), mimeType);
        assertThat(javax.imageio.ImageIO.read(new ByteArrayInputStream(bytes)).getWidth())
                .isEqualTo(64);
    }

    @Test
    void textsHoldTheText() throws Exception {
        String doc = document("document", TEXT).getId();
        assertThat(new String(export(doc, "text/plain"), StandardCharsets.UTF_8))
                .isEqualTo("\ufeff" + TEXT.replace("\n", "\r\n"));
        String sheet = document("spreadsheet", "a,\"b,c\"\n1,2\n").getId();
        assertThat(export(sheet, "text/csv")).asString().isEqualTo("a,\"b,c\"\n1,2\n");
        assertThat(export(sheet, "text/tab-separated-values"))
                .asString()
                .isEqualTo("a\tb,c\r\n1\t2\r\n");
    }

    @Test
    void aDocumentComesBackFromWhatItWasExportedTo() throws Exception {
        String docx = OFFICE + "wordprocessingml.document";
        byte[] bytes = export(document("document", TEXT).getId(), docx);
        File file = new File().setName("Back").setMimeType(DOCUMENT);
        drive.files()
                .create(file, new com.google.api.client.http.ByteArrayContent(docx, bytes))
                .execute();
        assertThat(clouds.google.resolve("Back.gdoc")).hasContent(TEXT);
    }

    @Test
    void anUnsupportedConversionIsABadRequest() throws Exception {
        String id = document("document", TEXT).getId();
        assertRefused(400, "badRequest", exported(id, "image/png"));
        assertRefused(400, "required", clouds.get(FILES + "/" + id + "/export"));
        assertRefused(
                400,
                "conversionUnsupportedConversionPath",
                () -> upload(new File().setName("x").setMimeType(DOCUMENT), "video/mp4", "1"));
    }

    @ParameterizedTest
    @CsvSource({"form", "site", "map", "jam", "vid"})
    void whatHasNoExportIsNotExportable(String type) throws Exception {
        String id = document(type, "").getId();
        assertThat(get(id).getExportLinks()).isNull();
        assertRefused(403, "fileNotExportable", exported(id, "application/pdf"));
    }

    @Test
    void aBlobIsNotExportable() throws Exception {
        String id = upload("b.txt", "1").getId();
        assertRefused(403, "fileNotExportable", exported(id, "application/pdf"));
    }

    @Test
    void mediaOfADocumentIsNotDownloadable() throws Exception {
        String id = document("document", TEXT).getId();
        assertRefused(403, "fileNotDownloadable", clouds.get(FILES + "/" + id + "?alt=media"));
    }

    @ParameterizedTest
    @CsvSource({OFFICE + "wordprocessingml.document", "text/plain", "application/pdf"})
    void overTenMegabytesOnlyTheExportLinkServes(String mimeType) throws Exception {
        String id = document("document", TEXT).getId();
        lever("facts", "{\"fileId\":\"" + id + "\",\"exportBytes\":12000000}");
        assertRefused(
                403,
                "exportSizeLimitExceeded",
                clouds.get(FILES + "/" + id + "/export?mimeType=" + encoded(mimeType)));
        String link = get(id).getExportLinks().get(mimeType);
        byte[] whole = clouds.get(link).body();
        assertThat(whole).hasSize(12_000_000);
        if (mimeType.startsWith(OFFICE)) {
            assertThat(unzip(whole)).containsKey("word/document.xml");
        }
        assertRefused(401, "required", clouds.send(clouds.bare(link)));
    }

    @Test
    void exportsOfAnUnchangedDocumentAreTheSameBytesHere() throws Exception {
        String id = document("document", TEXT).getId();
        assertThat(export(id, "application/zip")).isEqualTo(export(id, "application/zip"));
    }

    @Test
    void aVidIsHadByALongRunningDownload() throws Exception {
        String id = document("vid", "").getId();
        JsonNode operation =
                Clouds.json(clouds.post(FILES + "/" + id + "/download?mimeType=video%2Fmp4", ""));
        JsonNode done = json("/drive/v3/operations/" + operation.path("name").asText());
        assertThat(done.path("done").asBoolean()).isTrue();
        byte[] video = clouds.get(done.at("/response/downloadUri").asText()).body();
        assertThat(new String(video, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        assertRefused(404, "notFound", clouds.get("/drive/v3/operations/none"));
    }

    private HttpResponse<byte[]> exported(String id, String mimeType, String range) {
        return clouds.send(
                clouds.request(FILES + "/" + id + "/export?mimeType=" + encoded(mimeType))
                        .header("Range", range));
    }

    @Test
    void aRangeOfTheWholeExportIs206() throws Exception {
        String id = document("spreadsheet", "a,b\n").getId();
        for (String range : List.of("bytes=0-", "bytes=0-3", "bytes=0-99")) {
            HttpResponse<byte[]> answer = exported(id, "text/csv", range);
            assertThat(answer.statusCode()).as(range).isEqualTo(206);
            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 0-3/4");
            assertThat(answer.body()).asString().isEqualTo("a,b\n");
        }
        assertThat(exported(id, "text/csv").statusCode()).isEqualTo(200);
    }

    @Test
    void aRangePastTheEndOfAnExportIs416() throws Exception {
        String id = document("spreadsheet", "a,b\n").getId();
        HttpResponse<byte[]> answer = exported(id, "text/csv", "bytes=4-");
        assertRefused(416, "requestedRangeNotSatisfiable", answer);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */4");
    }

    @Test
    void masksHoldForOperations() throws Exception {
        String path = FILES + "/" + document("document", TEXT).getId() + "/download?fields=";
        JsonNode begun = Clouds.json(clouds.post(path + "name", ""));
        assertThat(begun.properties()).extracting(Map.Entry::getKey).containsExactly("name");
        String operation = "/drive/v3/operations/" + begun.path("name").asText() + "?fields=";
        assertThat(json(operation + "done")).hasToString("{\"done\":true}");
        assertThat(json(operation + "response/partialDownloadAllowed"))
                .hasToString("{\"response\":{\"partialDownloadAllowed\":false}}");
        assertRefused(400, "invalidParameter", clouds.post(path + "color", ""));
        assertRefused(400, "invalidParameter", clouds.get(operation + "color"));
    }

    @Test
    void theAccountTellsItsFormats() throws Exception {
        JsonNode about = json("/drive/v3/about?fields=exportFormats,importFormats,maxUploadSize");
        assertThat(about.path("exportFormats").path(DOCUMENT)).hasSize(8);
        assertThat(about.path("importFormats").path("text/csv").get(0).asText())
                .isEqualTo("application/vnd.google-apps.spreadsheet");
        assertThat(about.path("maxUploadSize").asText()).isEqualTo("5497558138880");
        assertRefused(400, "required", clouds.get("/drive/v3/about"));
    }

    @Test
    void aDocumentSaysASizeIfItIsToldTo() throws Exception {
        String id = document("document", TEXT).getId();
        lever("facts", "{\"fileId\":\"" + id + "\",\"size\":1024}");
        assertThat(json(FILES + "/" + id + "?fields=size").path("size").asText()).isEqualTo("1024");
    }

    @Test
    void eachFormatThatTheAccountTellsIsExported() throws Exception {
        JsonNode formats = json("/drive/v3/about?fields=exportFormats").path("exportFormats");
        assertThat(formats.fieldNames()).toIterable().contains(DOCUMENT);
        for (var each : formats.properties()) {
            File empty = new File().setName("Doc").setMimeType(each.getKey());
            String id = drive.files().create(empty).execute().getId();
            for (JsonNode format : each.getValue()) {
                assertThat(exported(id, format.asText()).statusCode())
                        .as(each.getKey() + " as " + format)
                        .isEqualTo(200);
            }
        }
    }
}
