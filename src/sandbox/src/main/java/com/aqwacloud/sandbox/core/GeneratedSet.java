package com.aqwacloud.sandbox.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Many files and folders that are held as one rule, from which each of them is made when it is
 * asked for. One that was changed since is an ordinary item of the index, and the rule leaves it
 * out: an untouched one costs a bit.
 *
 * <p>Numbers run over the folders first, then the files; ids, names and places in the feed rise
 * with the numbers. Guarded by the index's owner.
 */
final class GeneratedSet {

    /** In the order in which characters compare. */
    private static final String DIGITS = "234567ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final int ID_DIGITS = 8;

    private final Rule rule;
    private final BitSet touched = new BitSet();
    private final int folders;
    private final int total;
    private final int filesEach;
    private final int nameDigits;

    /**
     * What the journal keeps of a set.
     *
     * @param idPrefix how the ids of its items begin
     * @param seq the place in the feed of the first of them
     * @param removedSeq the place in the feed where the first is told to be gone; 0 while they live
     */
    record Rule(
            String id,
            Generate spec,
            HashKind kind,
            String idPrefix,
            long seq,
            long removedSeq,
            Instant time) {

        Rule removed(long atSeq) {
            return new Rule(id, spec, kind, idPrefix, seq, atSeq, time);
        }
    }

    GeneratedSet(Rule rule) {
        this.rule = rule;
        folders = rule.spec().folders();
        total = folders + rule.spec().count();
        filesEach =
                folders == 0 ? rule.spec().count() : (rule.spec().count() + folders - 1) / folders;
        nameDigits = Integer.toString(total).length();
    }

    /** The ids of a new set begin with one of the cloud's own ids, cut short. */
    static String idPrefix(String newId) {
        return newId.substring(0, newId.length() - ID_DIGITS);
    }

    Rule rule() {
        return rule;
    }

    int total() {
        return total;
    }

    int left() {
        return rule.removedSeq() > 0 ? 0 : total - touched.cardinality();
    }

    boolean removed() {
        return rule.removedSeq() > 0;
    }

    /** The same set, of which nothing is left from that place in the feed on. */
    GeneratedSet withRemoval(long atSeq) {
        GeneratedSet gone = new GeneratedSet(rule.removed(atSeq));
        gone.touched.or(touched);
        return gone;
    }

    long firstSeq() {
        return removed() ? rule.removedSeq() : rule.seq();
    }

    long lastSeq() {
        return firstSeq() + total - 1;
    }

    /** From now on this item, should it be one of these, is an ordinary one. */
    void touch(String id) {
        int number = number(id);
        if (number >= 0) {
            touched.set(number);
        }
    }

    List<String> touchedFolders() {
        return touched.stream().filter(n -> n < folders).mapToObj(this::id).toList();
    }

    /** Ids of its untouched folders within a folder. */
    List<String> foldersIn(String folderId) {
        return removed() || !folderId.equals(rule.spec().parentId())
                ? List.of()
                : IntStream.range(0, folders)
                        .filter(n -> !touched.get(n))
                        .mapToObj(this::id)
                        .toList();
    }

    /** Whether the id is, or was, one of these. */
    boolean owns(String id) {
        return number(id) >= 0;
    }

    Optional<Item> known(String id) {
        int number = number(id);
        return number < 0 || touched.get(number) ? Optional.empty() : Optional.of(item(number));
    }

    /** What one of its folders held when it was made. */
    Sums.Sum sum(String folderId) {
        int number = number(folderId);
        if (number < 0 || number >= folders || removed()) {
            return Sums.Sum.NONE;
        }
        long files = lastIn(number) - firstIn(number);
        return new Sums.Sum(files * rule.spec().size(), files);
    }

    /** All bytes at the beginning, and what the parent got as children. */
    Sums.Sum sum() {
        return new Sums.Sum(
                rule.spec().count() * rule.spec().size(),
                folders == 0 ? rule.spec().count() : folders);
    }

    /** What is left of {@link #sum()} once nothing but untouched files in untouched folders is. */
    Sums.Sum sumLeft() {
        int topEnd = folders == 0 ? total : folders;
        long top = topEnd - touched.get(0, topEnd).cardinality();
        long files = total - folders - touched.get(folders, total).cardinality();
        return new Sums.Sum(files * rule.spec().size(), top);
    }

    List<Item> children(String parentId) {
        return children(parentId, number -> true, Integer.MAX_VALUE);
    }

    List<Item> childrenAfterId(String parentId, String id, int limit) {
        return children(parentId, number -> id(number).compareTo(id) > 0, limit);
    }

    List<Item> childrenAfterName(
            String parentId, Children.Named last, boolean caseSensitive, int limit) {
        return children(
                parentId,
                number ->
                        Children.Named.ORDER.compare(
                                        new Children.Named(
                                                Children.fold(name(number), caseSensitive),
                                                id(number)),
                                        last)
                                > 0,
                limit);
    }

    Optional<Item> child(String parentId, String name, boolean caseSensitive) {
        String folded = Children.fold(name, caseSensitive);
        return childrenAfterName(parentId, new Children.Named(folded, ""), caseSensitive, 1)
                .stream()
                .filter(item -> Children.fold(item.name(), caseSensitive).equals(folded))
                .findFirst();
    }

    /** In order of ids; those that are gone are left out. */
    List<Item> afterId(String id, int limit) {
        return removed() ? List.of() : take(0, total, n -> id(n).compareTo(id) > 0, limit);
    }

    List<Item> feed(long after, int limit) {
        return take(0, total, number -> firstSeq() + number > after, limit);
    }

    private List<Item> children(String parentId, IntPredicate from, int limit) {
        if (removed()) {
            return List.of();
        }
        if (parentId.equals(rule.spec().parentId())) {
            return take(0, folders == 0 ? total : folders, from, limit);
        }
        int folder = number(parentId);
        return folder < 0 || folder >= folders
                ? List.of()
                : take(firstIn(folder), lastIn(folder), from, limit);
    }

    /**
     * The untouched ones within a range.
     *
     * @param from false below some number, true from there on
     */
    private List<Item> take(int first, int end, IntPredicate from, int limit) {
        int low = first;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (from.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        List<Item> found = new ArrayList<>();
        for (int n = touched.nextClearBit(low);
                n < end && found.size() < limit;
                n = touched.nextClearBit(n + 1)) {
            found.add(item(n));
        }
        return found;
    }

    private int firstIn(int folder) {
        return folders + (int) Math.min(rule.spec().count(), (long) folder * filesEach);
    }

    private int lastIn(int folder) {
        return firstIn(folder + 1);
    }

    private Item item(int number) {
        boolean folder = number < folders;
        boolean top = folder || folders == 0;
        long mtime = Math.multiplyExact(rule.time().toEpochMilli(), 1_000_000L);
        return new Item(
                id(number),
                top ? rule.spec().parentId() : id((number - folders) / filesEach),
                name(number),
                null,
                folder,
                folder ? 0 : rule.spec().size(),
                rule.time(),
                rule.time(),
                rule.time(),
                mtime,
                null,
                null,
                removed() ? 2 : 1,
                1,
                firstSeq() + number,
                false,
                removed(),
                Map.of(),
                folder ? null : new Pattern(rule.kind(), seed(number)),
                null,
                null);
    }

    private long seed(int number) {
        return ((long) rule.spec().prefix().hashCode() << 32) + number;
    }

    private String name(int number) {
        int shown = number < folders ? number : number - folders;
        String digits = Integer.toString(shown + 1);
        return rule.spec().prefix()
                + (number < folders ? "folder-" : "")
                + "0".repeat(nameDigits - digits.length())
                + digits
                + (number < folders ? "" : ".bin");
    }

    private String id(int number) {
        char[] digits = new char[ID_DIGITS];
        int rest = number;
        for (int i = ID_DIGITS - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt(rest % DIGITS.length());
            rest /= DIGITS.length();
        }
        return rule.idPrefix() + new String(digits);
    }

    /** -1 if it is none of these. */
    private int number(String id) {
        if (id == null
                || id.length() != rule.idPrefix().length() + ID_DIGITS
                || !id.startsWith(rule.idPrefix())) {
            return -1;
        }
        long number = 0;
        for (int i = rule.idPrefix().length(); i < id.length(); i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number * DIGITS.length() + digit;
        }
        return number < total ? (int) number : -1;
    }
}
