package com.aqwacloud.sandbox.google.doc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Samples that ship with the program, with places for a document's text in them. */
final class Template {

    private Template() {}

    static byte[] bytes(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The sample " + name + " did not ship");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param places what to put where, by the names between two {@code @}
     */
    static byte[] filled(String name, Map<String, String> places) {
        String text = new String(bytes(name), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> place : places.entrySet()) {
            text = text.replace("@" + place.getKey() + "@", place.getValue());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** For XML: escaped, and without what XML can't hold. */
    static String xml(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                // Keeps a text from being taken for a place to fill in.
                                case '@' -> escaped.append("&#64;");
                                default -> {
                                    boolean allowed =
                                            c == '\t'
                                                    || c >= 0x20 && c < 0xD800
                                                    || c >= 0xE000 && c < 0xFFFE
                                                    || c >= 0x10000;
                                    if (allowed) {
                                        escaped.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return escaped.toString();
    }
}
