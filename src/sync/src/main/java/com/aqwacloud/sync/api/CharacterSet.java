package com.aqwacloud.sync.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What stands in brackets in a pattern: one character of those, or none of those after {@code !} or
 * {@code ^}. Case counts for nothing. Immutable.
 */
final class CharacterSet implements IntPredicate {
    private static final Map<String, IntPredicate> CLASSES =
            Map.ofEntries(
                    Map.entry("alnum", Character::isLetterOrDigit),
                    Map.entry("alpha", Character::isLetter),
                    Map.entry("blank", c -> c == ' ' || c == '\t'),
                    Map.entry("cntrl", Character::isISOControl),
                    Map.entry("digit", Character::isDigit),
                    Map.entry("graph", c -> !Character.isISOControl(c) && c != ' '),
                    Map.entry("lower", Character::isLetter),
                    Map.entry("print", c -> !Character.isISOControl(c)),
                    Map.entry("punct", c -> c > ' ' && !Character.isLetterOrDigit(c)),
                    Map.entry("space", Character::isWhitespace),
                    Map.entry("upper", Character::isLetter),
                    Map.entry("xdigit", c -> Character.digit(c, 16) >= 0));
    private static final String CLASS_END = ":]";
    private static final int NONE = -1;

    private final boolean not;
    private final List<IntPredicate> members;
    private final int end;

    private CharacterSet(boolean not, List<IntPredicate> members, int end) {
        this.not = not;
        this.members = List.copyOf(members);
        this.end = end;
    }

    /**
     * The set whose bracket opens there.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence that
     *     begins with the pattern
     */
    static CharacterSet parse(String text, int open) {
        int at = open + 1;
        boolean not = at < text.length() && "!^".indexOf(text.charAt(at)) >= 0;
        at += not ? 1 : 0;
        int first = at;
        var members = new ArrayList<IntPredicate>();
        int previous = NONE;
        while (at == first || at >= text.length() || text.charAt(at) != ']') {
            if (at >= text.length()) {
                throw new IllegalArgumentException("has a [ without its ]");
            }
            int close = text.startsWith("[:", at) ? text.indexOf(CLASS_END, at + 2) : NONE;
            if (close >= 0) {
                members.add(named(text.substring(at + 2, close)));
                previous = NONE;
                at = close + CLASS_END.length();
                continue;
            }
            boolean range =
                    text.charAt(at) == '-'
                            && previous != NONE
                            && at + 1 < text.length()
                            && text.charAt(at + 1) != ']';
            at += range ? 1 : 0;
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
            int character = text.codePointAt(at);
            members.add(range ? range(previous, character) : one(character));
            previous = range ? NONE : character;
            at += Character.charCount(character);
        }
        return new CharacterSet(not, members, at);
    }

    private static IntPredicate named(String name) {
        IntPredicate members = CLASSES.get(name);
        if (members == null) {
            throw new IllegalArgumentException("has the unknown class [:" + name + CLASS_END);
        }
        return members;
    }

    private static IntPredicate range(int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException("has a range in [ ] that runs backwards");
        }
        return c -> c >= from && c <= to;
    }

    private static IntPredicate one(int member) {
        return c -> c == member;
    }

    /** Where in the pattern the bracket closes. */
    int end() {
        return end;
    }

    @Override
    public boolean test(int character) {
        int lower = Character.toLowerCase(character);
        int upper = Character.toUpperCase(character);
        boolean found =
                members.stream()
                        .anyMatch(
                                member ->
                                        member.test(character)
                                                || member.test(lower)
                                                || member.test(upper));
        return found != not;
    }
}
