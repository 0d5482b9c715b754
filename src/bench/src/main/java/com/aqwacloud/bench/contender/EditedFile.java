package com.aqwacloud.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the distribution that is changed as an operator would. */
final class EditedFile {

    private final Path file;
    private String text;

    private EditedFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static EditedFile of(Path file) throws IOException {
        return new EditedFile(file, Files.readString(file));
    }

    /** Gives a key of a configuration file another value. */
    EditedFile set(String key, String value) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(key) + " *=.*$").matcher(text);
        if (!line.find()) {
            throw new IOException(file.getFileName() + " has no key " + key);
        }
        text = line.replaceFirst(Matcher.quoteReplacement(key + " = " + value));
        return this;
    }

    /** Replaces what must be there. */
    EditedFile replace(String before, String after) throws IOException {
        if (!text.contains(before)) {
            throw new IOException(file.getFileName() + " has no " + before);
        }
        text = text.replace(before, after);
        return this;
    }

    void save() throws IOException {
        Files.writeString(file, text);
    }
}
