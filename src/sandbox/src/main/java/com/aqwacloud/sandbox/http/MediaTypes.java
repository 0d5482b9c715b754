package com.aqwacloud.sandbox.http;

import java.util.Locale;
import java.util.Map;

/** Media types by file name, where no one said better. */
public final class MediaTypes {

    private static final Map<String, String> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("txt", "text/plain"),
                    Map.entry("md", "text/markdown"),
                    Map.entry("csv", "text/csv"),
                    Map.entry("html", "text/html"),
                    Map.entry("htm", "text/html"),
                    Map.entry("css", "text/css"),
                    Map.entry("js", "text/javascript"),
                    Map.entry("json", "application/json"),
                    Map.entry("xml", "text/xml"),
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("zip", "application/zip"),
                    Map.entry("gz", "application/gzip"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("java", "text/x-java"),
                    Map.entry(
                            "docx",
                            "application/vnd.openxmlformats-officedocument"
                                    + ".wordprocessingml.document"),
                    Map.entry(
                            "xlsx",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                    Map.entry(
                            "pptx",
                            "application/vnd.openxmlformats-officedocument"
                                    + ".presentationml.presentation"));

    private MediaTypes() {}

    /** Whether a header names a type, whatever parameters it gives. */
    public static boolean is(String header, String type) {
        return header.split(";", 2)[0].trim().equalsIgnoreCase(type);
    }

    /** Whether a header names a type of several parts. */
    public static boolean isMultipart(String header) {
        return header.trim().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    public static String of(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, "application/octet-stream");
    }
}
