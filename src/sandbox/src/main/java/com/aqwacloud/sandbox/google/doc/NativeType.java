package com.aqwacloud.sandbox.google.doc;

import java.util.List;
import java.util.Optional;

/**
 * A kind of document that lives in Google's editors. In a folder it is a text file with an ending
 * of its own, as Drive's program for desktops shows it; its cloud name is without that ending.
 */
public enum NativeType {
    DOCUMENT(
            "document",
            ".gdoc",
            Format.DOCX,
            Format.ODT,
            Format.RTF,
            Format.PDF,
            Format.TXT,
            Format.ZIP,
            Format.EPUB,
            Format.MARKDOWN),
    SPREADSHEET(
            "spreadsheet",
            ".gsheet",
            Format.XLSX,
            Format.ODS,
            Format.PDF,
            Format.ZIP,
            Format.CSV,
            Format.TSV),
    PRESENTATION(
            "presentation",
            ".gslides",
            Format.PPTX,
            Format.ODP,
            Format.PDF,
            Format.TXT,
            Format.JPEG,
            Format.PNG,
            Format.SVG),
    DRAWING("drawing", ".gdraw", Format.PNG, Format.PDF, Format.JPEG, Format.SVG),
    SCRIPT("script", ".gscript", Format.SCRIPT),
    FORM("form", ".gform"),
    SITE("site", ".gsite"),
    JAM("jam", ".gjam"),
    MAP("map", ".gmap"),
    VID("vid", ".gvid");

    /** What the types of everything begin with that is Drive's own. */
    public static final String PREFIX = "application/vnd.google-apps.";

    private final String suffix;
    private final String ending;
    private final List<Format> exports;

    NativeType(String suffix, String ending, Format... exports) {
        this.suffix = suffix;
        this.ending = ending;
        this.exports = List.of(exports);
    }

    public String mimeType() {
        return PREFIX + suffix;
    }

    /** That of its file in the folder, with the dot. */
    public String ending() {
        return ending;
    }

    /** What {@code files.export} makes of it, the preferred format first. */
    public List<Format> exports() {
        return exports;
    }

    /** What {@code files.download} makes of it. */
    public List<Format> downloads() {
        return this == VID ? List.of(Format.MP4) : exports;
    }

    public static Optional<NativeType> of(String mimeType) {
        for (NativeType type : values()) {
            if (type.mimeType().equals(mimeType)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** By the ending of a file's name. */
    public static Optional<NativeType> byEnding(String fileName) {
        for (NativeType type : values()) {
            if (fileName.endsWith(type.ending) && fileName.length() > type.ending.length()) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** What content of a type becomes if it is uploaded to be converted, without further wish. */
    public static List<NativeType> importsOf(String mimeType) {
        return switch (mimeType) {
            case "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "application/vnd.oasis.opendocument.text",
                    "application/msword",
                    "application/rtf",
                    "text/plain",
                    "text/html",
                    "text/markdown",
                    "application/pdf",
                    "image/jpeg",
                    "image/png",
                    "image/gif" ->
                    List.of(DOCUMENT);
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.oasis.opendocument.spreadsheet",
                    "application/vnd.ms-excel",
                    "text/csv",
                    "text/tab-separated-values" ->
                    List.of(SPREADSHEET);
            case "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                    "application/vnd.oasis.opendocument.presentation",
                    "application/vnd.ms-powerpoint" ->
                    List.of(PRESENTATION);
            case "application/vnd.google-apps.script+json" -> List.of(SCRIPT);
            default -> List.of();
        };
    }

    /** All types of content that can be converted. */
    public static final List<String> IMPORTABLE =
            List.of(
                    Format.DOCX.mimeType(),
                    Format.ODT.mimeType(),
                    "application/msword",
                    Format.RTF.mimeType(),
                    Format.TXT.mimeType(),
                    "text/html",
                    Format.MARKDOWN.mimeType(),
                    Format.PDF.mimeType(),
                    Format.JPEG.mimeType(),
                    Format.PNG.mimeType(),
                    "image/gif",
                    Format.XLSX.mimeType(),
                    Format.ODS.mimeType(),
                    "application/vnd.ms-excel",
                    Format.CSV.mimeType(),
                    Format.TSV.mimeType(),
                    Format.PPTX.mimeType(),
                    Format.ODP.mimeType(),
                    "application/vnd.ms-powerpoint",
                    Format.SCRIPT.mimeType());
}
