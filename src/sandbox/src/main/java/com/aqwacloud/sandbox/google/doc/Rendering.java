package com.aqwacloud.sandbox.google.doc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a document of Google's editors looks like in another format: a real file of that format,
 * with the document's text in it where the format holds text.
 *
 * @param name the document's, without an ending
 * @param text its text; of a sheet comma-separated values
 */
public record Rendering(NativeType type, String name, String text) {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final List<String> DOCX =
            List.of("[Content_Types].xml", "_rels/.rels", "word/document.xml");
    private static final List<String> XLSX =
            List.of(
                    "[Content_Types].xml",
                    "_rels/.rels",
                    "xl/workbook.xml",
                    "xl/_rels/workbook.xml.rels",
                    "xl/styles.xml",
                    "xl/worksheets/sheet1.xml");
    private static final List<String> PPTX =
            List.of(
                    "[Content_Types].xml",
                    "_rels/.rels",
                    "ppt/presentation.xml",
                    "ppt/_rels/presentation.xml.rels",
                    "ppt/slides/slide1.xml",
                    "ppt/slides/_rels/slide1.xml.rels",
                    "ppt/slideLayouts/slideLayout1.xml",
                    "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
                    "ppt/slideMasters/slideMaster1.xml",
                    "ppt/slideMasters/_rels/slideMaster1.xml.rels",
                    "ppt/theme/theme1.xml");
    private static final List<String> OPEN_DOCUMENT =
            List.of("META-INF/manifest.xml", "content.xml");
    private static final List<String> EPUB =
            List.of(
                    "META-INF/container.xml",
                    "OEBPS/content.opf",
                    "OEBPS/text.xhtml",
                    "OEBPS/nav.xhtml");

    /** In a format. */
    public byte[] in(Format format) {
        return in(format, 0);
    }

    /**
     * In a format, made longer with what its readers pass over.
     *
     * @param atLeast bytes it is to have
     */
    public byte[] in(Format format, long atLeast) {
        return switch (format) {
            case DOCX ->
                    archive(
                            null,
                            "docx",
                            DOCX,
                            paragraphs(
                                    "<w:p><w:r><w:t" + " xml:space=\"preserve\">",
                                    "</w:t></w:r></w:p>"),
                            atLeast);
            case XLSX -> archive(null, "xlsx", XLSX, Table.excel(text), atLeast);
            case PPTX ->
                    archive(
                            null,
                            "pptx",
                            PPTX,
                            paragraphs("<a:p><a:r><a:t>", "</a:t></a:r></a:p>"),
                            atLeast);
            case ODT, ODP ->
                    archive(
                            format.mimeType(),
                            format.extension(),
                            OPEN_DOCUMENT,
                            paragraphs("<text:p>", "</text:p>"),
                            atLeast);
            case ODS ->
                    archive(
                            format.mimeType(),
                            "ods",
                            OPEN_DOCUMENT,
                            Table.openDocument(text),
                            atLeast);
            case EPUB -> archive(format.mimeType(), "epub", EPUB, html(), atLeast);
            case ZIP -> page(atLeast);
            case RTF -> padded(rtf().getBytes(StandardCharsets.US_ASCII), atLeast, '\n');
            case PDF -> padded(Pdf.of(text), atLeast, '\n');
            case TXT -> padded(plain(), atLeast, '\n');
            case MARKDOWN, CSV -> padded(utf8(text), atLeast, '\n');
            case TSV -> padded(utf8(Table.tabSeparated(text)), atLeast, '\n');
            case SVG -> padded(svg(), atLeast, '\n');
            case SCRIPT -> padded(utf8(script()), atLeast, '\n');
            case PNG -> padded(Template.bytes("sample.png"), atLeast, 0);
            case JPEG -> padded(Template.bytes("sample.jpg"), atLeast, 0);
            case MP4 -> padded(Template.bytes("sample.mp4"), atLeast, 0);
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] padded(byte[] bytes, long atLeast, int with) {
        if (bytes.length >= atLeast) {
            return bytes;
        }
        byte[] longer = Arrays.copyOf(bytes, Math.toIntExact(atLeast));
        Arrays.fill(longer, bytes.length, longer.length, (byte) with);
        return longer;
    }

    private byte[] archive(
            String mimeType, String folder, List<String> parts, String body, long atLeast) {
        Map<String, String> places =
                Map.of(
                        "TITLE",
                        Template.xml(name),
                        "ID",
                        Integer.toHexString(name.hashCode()),
                        "BODY",
                        body);
        return filled(
                atLeast,
                zip -> {
                    if (mimeType != null) {
                        zip.store("mimetype", utf8(mimeType));
                    }
                    parts.forEach(
                            part -> zip.add(part, Template.filled(folder + "/" + part, places)));
                    return zip;
                });
    }

    private byte[] page(long atLeast) {
        String file = name.replaceAll("[^\\p{L}\\p{N} ._-]", "_") + ".html";
        byte[] page =
                Template.filled("page.html", Map.of("TITLE", Template.xml(name), "BODY", html()));
        return filled(atLeast, zip -> zip.add(file, page));
    }

    private static byte[] filled(long atLeast, Function<Zip, Zip> parts) {
        return parts.apply(new Zip()).finish(atLeast, missing -> parts.apply(new Zip()));
    }

    private String[] lines() {
        return text.split("\r?\n", -1);
    }

    private String paragraphs(String before, String after) {
        StringBuilder xml = new StringBuilder();
        for (String line : lines()) {
            xml.append(before).append(Template.xml(line)).append(after);
        }
        return xml.toString();
    }

    private String html() {
        return type == NativeType.SPREADSHEET ? Table.html(text) : paragraphs("<p>", "</p>");
    }

    /** Drive begins the text of a document with the mark of UTF-8, and ends lines as mail does. */
    private byte[] plain() {
        byte[] body = utf8(String.join("\r\n", lines()));
        byte[] marked = Arrays.copyOf(BYTE_ORDER_MARK, BYTE_ORDER_MARK.length + body.length);
        System.arraycopy(body, 0, marked, BYTE_ORDER_MARK.length, body.length);
        return marked;
    }

    private byte[] svg() {
        StringBuilder body = new StringBuilder();
        int y = 40;
        for (String line : lines()) {
            body.append("<text x=\"24\" y=\"").append(y).append("\" font-size=\"18\">");
            body.append(Template.xml(line)).append("</text>");
            y += 24;
        }
        return Template.filled(
                "sample.svg", Map.of("TITLE", Template.xml(name), "BODY", body.toString()));
    }

    private String script() {
        return "{\"files\":[{\"id\":\"1\",\"name\":\"Code\",\"type\":\"server_js\",\"source\":"
                + json(text)
                + "}]}";
    }

    private static String json(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < 0x20) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.append('"').toString();
    }

    private String rtf() {
        StringBuilder rtf = new StringBuilder("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n");
        for (String line : lines()) {
            for (char c : line.toCharArray()) {
                if (c == '\\' || c == '{' || c == '}') {
                    rtf.append('\\').append(c);
                } else if (c < 0x80) {
                    rtf.append(c);
                } else {
                    rtf.append("\\u").append((short) c).append('?');
                }
            }
            rtf.append("\\par\n");
        }
        return rtf.append("}").toString();
    }
}
