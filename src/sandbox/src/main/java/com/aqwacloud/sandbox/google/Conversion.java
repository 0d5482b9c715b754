package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.google.doc.Import;
import com.aqwacloud.sandbox.google.doc.NativeType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Uploaded files that become documents of Google's editors. */
final class Conversion {

    private Conversion() {}

    /**
     * Leaves of staged content what the document's file in the folder is to hold.
     *
     * @param from the content's type; {@code null} if unknown
     */
    static void convert(Staged staged, String from, NativeType to) throws IOException {
        String type = from == null ? "text/plain" : from.split(";", 2)[0].trim();
        byte[] content = staged.bytes();
        if (content.length > 0 && !NativeType.importsOf(type).contains(to)) {
            throw GoogleError.of(
                    400,
                    "global",
                    "conversionUnsupportedConversionPath",
                    "The requested conversion is not supported.",
                    "convert",
                    "parameter");
        }
        String text;
        try {
            text = Import.text(content, type);
        } catch (IOException e) {
            throw GoogleError.of(
                    400,
                    "conversionInvalid",
                    "The uploaded content can't be converted: " + e.getMessage());
        }
        staged.fill(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
