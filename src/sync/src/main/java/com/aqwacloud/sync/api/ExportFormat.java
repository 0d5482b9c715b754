package com.aqwacloud.sync.api;

import java.util.Locale;

/**
 * A kind of file that Google Drive makes of a document of its editors. The MIME types are those of
 * Google's list of export formats.
 */
public enum ExportFormat {
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ODT("application/vnd.oasis.opendocument.text"),
    RTF("application/rtf"),
    EPUB("application/epub+zip"),
    MD("text/markdown"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ODS("application/vnd.oasis.opendocument.spreadsheet"),
    /** The first sheet only. */
    CSV("text/csv"),
    /** The first sheet only. */
    TSV("text/tab-separated-values"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ODP("application/vnd.oasis.opendocument.presentation"),
    PDF("application/pdf"),
    TXT("text/plain"),
    /** A web page with what belongs to it. */
    ZIP("application/zip"),
    /** Of a presentation the first slide only. */
    PNG("image/png"),
    /** Of a presentation the first slide only. */
    JPG("image/jpeg"),
    /** Of a presentation the first slide only. */
    SVG("image/svg+xml");

    private final String mimeType;

    ExportFormat(String mimeType) {
        this.mimeType = mimeType;
    }

    /** What Drive calls it. */
    public String mimeType() {
        return mimeType;
    }

    /** What a file's name ends with, without the dot; the word of the options, too. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
