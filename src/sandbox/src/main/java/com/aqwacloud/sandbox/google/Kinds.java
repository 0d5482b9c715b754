package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.google.doc.Format;
import com.aqwacloud.sandbox.google.doc.NativeType;
import com.aqwacloud.sandbox.http.MediaTypes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which kind of thing an item is. What Drive says of it is kept with the item; what a person put
 * into the folder tells by its ending.
 */
final class Kinds {

    static final String FOLDER = NativeType.PREFIX + "folder";
    static final String SHORTCUT = NativeType.PREFIX + "shortcut";

    /** The key of the type among an item's properties. */
    static final String TYPE = "mimeType";

    private static final int LONGEST_TYPE = 255;

    /** Type and subtype, and parameters if there are any. */
    private static final Pattern SHAPE =
            Pattern.compile("[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+( *;[\\x20-\\x7e]*)?");

    private Kinds() {}

    /** Whether it is a media type: it is sent in a header whenever the content is. */
    static boolean isType(String text) {
        return text.length() <= LONGEST_TYPE && SHAPE.matcher(text).matches();
    }

    static String mimeType(Item item) {
        if (item.folder()) {
            return FOLDER;
        }
        Optional<NativeType> known = nativeType(item);
        if (known.isPresent()) {
            return known.get().mimeType();
        }
        return item.properties().get(TYPE) instanceof String type
                ? type
                : MediaTypes.of(item.name());
    }

    /**
     * Whether a type is one of Drive's own, which no bytes have; that of a script's parts is an
     * ordinary one.
     */
    static boolean isOwn(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith(NativeType.PREFIX)
                && !type.equals(Format.SCRIPT.mimeType());
    }

    static boolean isShortcut(Item item) {
        return SHORTCUT.equals(item.properties().get(TYPE));
    }

    /** Empty for blobs, folders and shortcuts. */
    static Optional<NativeType> nativeType(Item item) {
        if (item.folder()) {
            return Optional.empty();
        }
        if (item.properties().get(TYPE) instanceof String type) {
            return NativeType.of(type);
        }
        return NativeType.byEnding(item.name());
    }

    /** The name that clients see. */
    static String name(Item item) {
        return nativeType(item)
                .map(NativeType::ending)
                .filter(ending -> item.name().endsWith(ending))
                .map(ending -> item.name().substring(0, item.name().length() - ending.length()))
                .orElse(item.name());
    }

    /** The name in the folder for a name that clients see. */
    static String fileName(String name, Optional<NativeType> type) {
        return name + type.map(NativeType::ending).orElse("");
    }

    /**
     * Puts the type down where it would otherwise follow from the name: it does not change when a
     * file is renamed.
     */
    static void keepType(Map<String, Object> properties, Item item) {
        if (!item.folder() && nativeType(item).isEmpty()) {
            properties.putIfAbsent(TYPE, mimeType(item));
        }
    }
}
