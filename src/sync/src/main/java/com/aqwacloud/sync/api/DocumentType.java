package com.aqwacloud.sync.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A type of document of Google's editors that has formats to be exported to. */
public enum DocumentType {
    DOCUMENT(
            "document",
            "export.documents",
            "Google Docs document",
            ExportFormat.DOCX,
            ExportFormat.ODT,
            ExportFormat.RTF,
            ExportFormat.PDF,
            ExportFormat.TXT,
            ExportFormat.ZIP,
            ExportFormat.EPUB,
            ExportFormat.MD),
    SPREADSHEET(
            "spreadsheet",
            "export.spreadsheets",
            "Google Sheets spreadsheet",
            ExportFormat.XLSX,
            ExportFormat.ODS,
            ExportFormat.PDF,
            ExportFormat.ZIP,
            ExportFormat.CSV,
            ExportFormat.TSV),
    PRESENTATION(
            "presentation",
            "export.presentations",
            "Google Slides presentation",
            ExportFormat.PPTX,
            ExportFormat.ODP,
            ExportFormat.PDF,
            ExportFormat.TXT,
            ExportFormat.JPG,
            ExportFormat.PNG,
            ExportFormat.SVG),
    DRAWING(
            "drawing",
            "export.drawings",
            "Google drawing",
            ExportFormat.PNG,
            ExportFormat.PDF,
            ExportFormat.JPG,
            ExportFormat.SVG);

    private static final String PREFIX = "application/vnd.google-apps.";

    private final String mimeType;
    private final String option;
    private final String title;
    private final List<ExportFormat> formats;

    DocumentType(String kind, String option, String title, ExportFormat... formats) {
        this.mimeType = PREFIX + kind;
        this.option = option;
        this.title = title;
        this.formats = List.of(formats);
    }

    /** The type of that MIME type; empty for what is no document or has no export. */
    public static Optional<DocumentType> of(String mimeType) {
        for (DocumentType type : values()) {
            if (type.mimeType.equals(mimeType)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The key of the session option that says what becomes of it. */
    public String option() {
        return option;
    }

    /** What people call one of it, without an article. */
    public String title() {
        return title;
    }

    /** All values that its option takes. */
    public List<String> words() {
        return Stream.concat(
                        formats.stream().map(ExportFormat::extension),
                        Stream.of(ExportFormats.SKIP))
                .toList();
    }

    /** What Google exports it to, the usual format first. */
    public List<ExportFormat> formats() {
        return formats;
    }
}
