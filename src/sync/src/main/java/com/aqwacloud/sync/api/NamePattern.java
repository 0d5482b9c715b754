package com.aqwacloud.sync.api;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A name of a file or folder as people describe it: {@code *} stands for any characters, {@code ?}
 * for one, {@code [a-z]} for one of those; {@code \} takes the meaning from the character after it.
 * Case counts for nothing, as in OneDrive, nor does how an accent is composed. Matching takes no
 * more steps than name and pattern have characters, multiplied. Immutable.
 */
final class NamePattern {
    /** Stands for any number of characters. */
    private static final IntPredicate ANY = character -> true;

    private static final IntPredicate ONE = character -> true;

    private final List<IntPredicate> parts;

    private NamePattern(List<IntPredicate> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * The pattern of that text.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence that
     *     begins with the pattern
     */
    static NamePattern parse(String text) {
        String glob = Normalizer.normalize(text, Normalizer.Form.NFC);
        var parts = new ArrayList<IntPredicate>();
        int at = 0;
        while (at < glob.length()) {
            int character = glob.codePointAt(at);
            if (character == '*') {
                if (parts.isEmpty() || parts.get(parts.size() - 1) != ANY) {
                    parts.add(ANY);
                }
            } else if (character == '?') {
                parts.add(ONE);
            } else if (character == '[') {
                CharacterSet set = CharacterSet.parse(glob, at);
                parts.add(set);
                at = set.end();
                character = ']';
            } else {
                if (character == '\\') {
                    at++;
                    if (at == glob.length()) {
                        throw new IllegalArgumentException("ends in a \\ with nothing after it");
                    }
                    character = glob.codePointAt(at);
                }
                parts.add(literal(character));
            }
            at += Character.charCount(character);
        }
        return new NamePattern(parts);
    }

    private static IntPredicate literal(int character) {
        int folded = fold(character);
        return other -> fold(other) == folded;
    }

    private static int fold(int character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }

    boolean matches(String name) {
        int[] characters = Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().toArray();
        int at = 0;
        int part = 0;
        int lastAny = -1;
        int resume = 0;
        while (at < characters.length) {
            if (part < parts.size() && parts.get(part) == ANY) {
                lastAny = part++;
                resume = at;
            } else if (part < parts.size() && parts.get(part).test(characters[at])) {
                part++;
                at++;
            } else if (lastAny >= 0) {
                part = lastAny + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part) == ANY) {
            part++;
        }
        return part == parts.size();
    }
}
