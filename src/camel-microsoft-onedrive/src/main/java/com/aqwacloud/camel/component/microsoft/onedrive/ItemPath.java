package com.aqwacloud.camel.component.microsoft.onedrive;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The place of an item in a drive: the root, an id, a path from the root, or a name in a folder
 * given by id. Immutable.
 *
 * <p>Contract: {@link #resource} gives the place as the path part of an address below a drive, each
 * segment escaped by itself (RFC 3986, UTF-8). Letters, digits and {@code - . _ ~ ! $ & ' ( ) * + ,
 * ; = @} stand as they are; everything else is percent-encoded, the colon too, since it also ends a
 * path in this notation. A segment can't break out of its place: it is never empty, never {@code .}
 * or {@code ..}, and a slash in a name is encoded.
 */
public final class ItemPath {

    private static final String ROOT = "root";
    private static final String RAW = "-._~!$&'()*+,;=@";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    /** The id that the path starts at, or null for the root. */
    private final String anchor;

    private final List<String> segments;

    private ItemPath(String anchor, List<String> segments) {
        this.anchor = anchor;
        this.segments = List.copyOf(segments);
    }

    /** The root folder of the drive. */
    public static ItemPath root() {
        return new ItemPath(null, List.of());
    }

    /**
     * An item by its id; {@code root} stands for the root folder.
     *
     * @throws IllegalArgumentException if the id is blank or no id
     */
    public static ItemPath ofId(String id) {
        return new ItemPath(anchor(id, "item id"), List.of());
    }

    /**
     * An item by its path from the root, segments separated by {@code /}, not escaped; a slash at
     * either end means nothing.
     *
     * @throws IllegalArgumentException if a segment is empty, {@code .}, {@code ..} or no valid
     *     text
     */
    public static ItemPath ofPath(String path) {
        Objects.requireNonNull(path, "path");
        String inner = path.startsWith("/") ? path.substring(1) : path;
        inner = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
        if (inner.isEmpty()) {
            return root();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : inner.split("/", -1)) {
            segments.add(checked(segment));
        }
        return new ItemPath(null, segments);
    }

    /**
     * An item by the id of its folder ({@code root} for the root folder) and its name, not escaped.
     *
     * @throws IllegalArgumentException if the name is empty, {@code .}, {@code ..} or no valid text
     */
    public static ItemPath ofParent(String parentId, String name) {
        Objects.requireNonNull(name, "name");
        return new ItemPath(anchor(parentId, "parent id"), List.of(checked(name)));
    }

    /** The last segment, as given; empty for a place given by id, and for the root. */
    public Optional<String> name() {
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(segments.get(segments.size() - 1));
    }

    /** The folder that {@link #name()} is in; empty where that is not known. */
    public Optional<ItemPath> parent() {
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(new ItemPath(anchor, segments.subList(0, segments.size() - 1)));
    }

    /** Whether this place is given by an id alone, so that the item must exist already. */
    public boolean isById() {
        return anchor != null && segments.isEmpty();
    }

    /** The address below the drive, without slash at its beginning. */
    public String resource() {
        var text = new StringBuilder(anchor == null ? ROOT : "items/" + escape(anchor));
        if (!segments.isEmpty()) {
            text.append(':');
            segments.forEach(segment -> text.append('/').append(escape(segment)));
        }
        return text.toString();
    }

    /** The address of something that belongs to the item, such as {@code content}. */
    public String resource(String sub) {
        return resource() + (segments.isEmpty() ? "/" : ":/") + sub;
    }

    /**
     * One segment, percent-encoded.
     *
     * @throws IllegalArgumentException if it holds half a surrogate pair
     */
    public static String escape(String segment) {
        ByteBuffer bytes = utf8(segment);
        var text = new StringBuilder(bytes.remaining() + 16);
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xFF;
            if (isRaw(b)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX[b >> 4]).append(HEX[b & 0xF]);
            }
        }
        return text.toString();
    }

    private static boolean isRaw(int b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || RAW.indexOf(b) >= 0;
    }

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A name holds half a surrogate pair", e);
        }
    }

    private static String anchor(String id, String what) {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty");
        }
        return id.equals(ROOT) ? null : checked(id);
    }

    private static String checked(String segment) {
        if (segment.isEmpty()) {
            throw new IllegalArgumentException("A path holds an empty name");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("A path holds the name '" + segment + "'");
        }
        utf8(segment);
        return segment;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemPath that
                && Objects.equals(anchor, that.anchor)
                && segments.equals(that.segments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(anchor, segments);
    }

    @Override
    public String toString() {
        return resource();
    }
}
