package com.aqwacloud.sandbox.google.doc;

import java.util.Optional;

/** A kind of file that a document can become. */
public enum Format {
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    RTF("application/rtf", "rtf"),
    PDF("application/pdf", "pdf"),
    TXT("text/plain", "txt"),
    ZIP("application/zip", "zip"),
    EPUB("application/epub+zip", "epub"),
    MARKDOWN("text/markdown", "md"),
    CSV("text/csv", "csv"),
    TSV("text/tab-separated-values", "tsv"),
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    SVG("image/svg+xml", "svg"),
    SCRIPT("application/vnd.google-apps.script+json", "json"),
    MP4("video/mp4", "mp4");

    private final String mimeType;
    private final String extension;

    Format(String mimeType, String extension) {
        this.mimeType = mimeType;
        this.extension = extension;
    }

    public String mimeType() {
        return mimeType;
    }

    public String extension() {
        return extension;
    }

    public static Optional<Format> of(String mimeType) {
        for (Format format : values()) {
            if (format.mimeType.equals(mimeType)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
