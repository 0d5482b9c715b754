package com.aqwacloud.sandbox.google.doc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The text of an uploaded file that is to become a document of Google's editors. */
public final class Import {

    private static final int LONGEST_BYTES = 16 << 20;
    private static final Set<String> TEXTS =
            Set.of(
                    "word/document.xml",
                    "content.xml",
                    "xl/sharedStrings.xml",
                    "xl/worksheets/sheet1.xml",
                    "ppt/slides/slide1.xml");
    private static final Pattern LINE_ENDS =
            Pattern.compile("</(w:p|a:p|text:p|row|si|table:table-row|p|tr|div|h[1-6])>|<br */?>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private Import() {}

    /**
     * @param mimeType of the content
     * @throws IOException if the content is no file of that type
     */
    public static String text(byte[] content, String mimeType) throws IOException {
        if (mimeType.startsWith("text/html")) {
            return stripped(new String(content, StandardCharsets.UTF_8));
        }
        if (mimeType.startsWith("text/") || mimeType.endsWith("json")) {
            return new String(content, StandardCharsets.UTF_8);
        }
        if (mimeType.contains("openxmlformats") || mimeType.contains("opendocument")) {
            return zipped(content);
        }
        return "";
    }

    private static String zipped(byte[] content) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean any = false;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                any = true;
                if (TEXTS.contains(entry.getName())) {
                    byte[] part = zip.readNBytes(LONGEST_BYTES);
                    text.append(stripped(new String(part, StandardCharsets.UTF_8)));
                }
            }
        }
        if (!any) {
            throw new IOException("No archive");
        }
        return text.toString();
    }

    private static String stripped(String xml) {
        String body = xml.replaceFirst("(?s)^<\\?xml[^>]*\\?>\\s*", "");
        String lines = LINE_ENDS.matcher(body).replaceAll("\n");
        return TAG.matcher(lines)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#64;", "@")
                .replace("&amp;", "&")
                .strip();
    }
}
