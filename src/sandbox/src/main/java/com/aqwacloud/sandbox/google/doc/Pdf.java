package com.aqwacloud.sandbox.google.doc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PDF document of one font, as many pages as its lines need. */
final class Pdf {

    private static final int LINES_A_PAGE = 50;
    private static final int COLUMNS = 90;
    private static final Charset ENCODING = Charset.forName("windows-1252");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private Pdf() {}

    static byte[] of(String text) {
        return new Pdf().write(lines(text));
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            String rest = line.replace('\t', ' ');
            while (rest.length() > COLUMNS) {
                lines.add(rest.substring(0, COLUMNS));
                rest = rest.substring(COLUMNS);
            }
            lines.add(rest);
        }
        return lines;
    }

    private byte[] write(List<String> lines) {
        int pages = (lines.size() + LINES_A_PAGE - 1) / LINES_A_PAGE;
        text("%PDF-1.4\n");
        object("<</Type/Catalog/Pages 2 0 R>>");
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < pages; i++) {
            kids.append(4 + 2 * i).append(" 0 R ");
        }
        object("<</Type/Pages/Count " + pages + "/Kids[" + kids + "]>>");
        object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        for (int i = 0; i < pages; i++) {
            object(
                    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0"
                            + " R>>>>/Contents "
                            + (5 + 2 * i)
                            + " 0 R>>");
            int from = i * LINES_A_PAGE;
            String page = page(lines.subList(from, Math.min(from + LINES_A_PAGE, lines.size())));
            int length = page.getBytes(ENCODING).length;
            object("<</Length " + length + ">>\nstream\n" + page + "\nendstream");
        }
        int table = out.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) {
            text(String.format("%010d 00000 n \n", offset));
        }
        text("trailer\n<</Size " + (offsets.size() + 1) + "/Root 1 0 R>>\n");
        text("startxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static String page(List<String> lines) {
        StringBuilder page = new StringBuilder("BT /F1 11 Tf 15 TL 40 800 Td");
        for (String line : lines) {
            String escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
            page.append("\n(").append(escaped).append(") Tj T*");
        }
        return page.append("\nET").toString();
    }

    private void object(String body) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void text(String text) {
        byte[] bytes =
                text.startsWith("%PDF")
                        ? text.getBytes(StandardCharsets.US_ASCII)
                        : text.getBytes(ENCODING);
        out.writeBytes(bytes);
    }
}
