package com.aqwacloud.sandbox.google.doc;

import java.util.ArrayList;
import java.util.List;

/** The cells of a sheet, which in the folder is a text of comma-separated values. */
final class Table {

    private Table() {}

    static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        if (cell.length() > 0 || !row.isEmpty()) {
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }

    static String tabSeparated(String csv) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows(csv)) {
            List<String> cells = row.stream().map(c -> c.replaceAll("[\t\r\n]", " ")).toList();
            text.append(String.join("\t", cells)).append("\r\n");
        }
        return text.toString();
    }

    static String html(String csv) {
        StringBuilder html = new StringBuilder("<table>");
        for (List<String> row : rows(csv)) {
            html.append("<tr>");
            row.forEach(c -> html.append("<td>").append(Template.xml(c)).append("</td>"));
            html.append("</tr>");
        }
        return html.append("</table>").toString();
    }

    static String excel(String csv) {
        StringBuilder xml = new StringBuilder();
        int number = 0;
        for (List<String> row : rows(csv)) {
            number++;
            xml.append("<row r=\"").append(number).append("\">");
            int column = 0;
            for (String cell : row) {
                xml.append("<c r=\"")
                        .append(column(column++))
                        .append(number)
                        .append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
                        .append(Template.xml(cell))
                        .append("</t></is></c>");
            }
            xml.append("</row>");
        }
        return xml.toString();
    }

    static String openDocument(String csv) {
        StringBuilder xml = new StringBuilder("<table:table-column/>");
        for (List<String> row : rows(csv.isEmpty() ? "\n" : csv)) {
            xml.append("<table:table-row>");
            row.forEach(
                    cell ->
                            xml.append("<table:table-cell office:value-type=\"string\"><text:p>")
                                    .append(Template.xml(cell))
                                    .append("</text:p></table:table-cell>"));
            xml.append("</table:table-row>");
        }
        return xml.toString();
    }

    /** A, B, ... Z, AA, ... */
    private static String column(int index) {
        StringBuilder name = new StringBuilder();
        for (int n = index; n >= 0; n = n / 26 - 1) {
            name.insert(0, (char) ('A' + n % 26));
        }
        return name.toString();
    }
}
