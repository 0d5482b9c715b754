package com.aqwacloud.sync.api;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Types of files: endings of names, and media types such as {@code image/*}. Case counts for
 * nothing.
 *
 * @param taken the types that are taken; all if there is none
 * @param leftOut the types that are not, whatever {@code taken} says
 */
public record FileTypes(List<String> taken, List<String> leftOut) {
    /** All types. */
    static final FileTypes ALL = new FileTypes(List.of(), List.of());

    static final Separator BETWEEN = Separator.COMMA;

    private static final Set<String> MEDIA =
            Set.of(
                    "application",
                    "audio",
                    "font",
                    "image",
                    "message",
                    "model",
                    "multipart",
                    "text",
                    "video");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("([a-z]+)/(?:\\*|[a-z0-9][a-z0-9.+_-]{0,120})");
    private static final Pattern ENDING =
            Pattern.compile("(?:\\*?\\.)?([a-z0-9][a-z0-9._+-]{0,31})");
    private static final String NOT = "!";

    public FileTypes {
        taken = taken.stream().distinct().toList();
        leftOut = leftOut.stream().distinct().toList();
    }

    /**
     * Reads types with commas between them; those after {@code !} are left out.
     *
     * @throws IllegalArgumentException if one is none; the message is the rest of a sentence that
     *     begins with what holds the types
     */
    static FileTypes parse(String text) {
        List<String> types =
                BETWEEN.split(text.toLowerCase(Locale.ROOT)).stream()
                        .map(String::trim)
                        .filter(type -> !type.isEmpty())
                        .toList();
        if (types.isEmpty() && !text.isBlank()) {
            throw new IllegalArgumentException(
                    "holds commas alone; name types, or leave it empty to take all");
        }
        return new FileTypes(
                types.stream().filter(type -> !type.startsWith(NOT)).map(FileTypes::type).toList(),
                types.stream()
                        .filter(type -> type.startsWith(NOT))
                        .map(type -> type(type.substring(NOT.length()).trim()))
                        .toList());
    }

    private static String type(String text) {
        var media = MEDIA_TYPE.matcher(text);
        if (media.matches() && MEDIA.contains(media.group(1))) {
            return text;
        }
        var ending = ENDING.matcher(text);
        if (ending.matches()) {
            return ending.group(1);
        }
        throw new IllegalArgumentException(
                "holds the type \""
                        + text
                        + "\", which must be an ending such as pdf or a media type such as image/*"
                        + " or application/pdf");
    }

    /**
     * Whether a file is of a type that is taken.
     *
     * @param called its name; several where it has one at each side, of which any will do
     * @param mediaType its media type, or null
     */
    boolean take(Collection<String> called, String mediaType) {
        return (taken.isEmpty() || any(taken, called, mediaType))
                && !any(leftOut, called, mediaType);
    }

    private static boolean any(List<String> types, Collection<String> called, String mediaType) {
        return types.stream()
                .anyMatch(
                        type ->
                                type.contains("/")
                                        ? mediaType != null && isOf(mediaType, type)
                                        : called.stream().anyMatch(name -> endsIn(name, type)));
    }

    private static boolean isOf(String mediaType, String type) {
        String found = mediaType.toLowerCase(Locale.ROOT);
        return type.endsWith("/*")
                ? found.startsWith(type.substring(0, type.length() - 1))
                : found.equals(type);
    }

    private static boolean endsIn(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith("." + ending);
    }

    /** As {@link #parse} reads it back. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                Stream.concat(taken.stream(), leftOut.stream().map(type -> NOT + type)).toList());
    }
}
