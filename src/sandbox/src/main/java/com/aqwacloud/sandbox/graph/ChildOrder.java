package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.core.Item;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/** {@code $orderby} of children, and the place in it where the next page begins. */
final class ChildOrder {

    private final Field field;
    private final Comparator<Key> order;

    private enum Field {
        NAME,
        CHANGED,
        SIZE
    }

    /** What an item is sorted by; its page may go on behind it though it is gone. */
    private record Key(long number, String text, String id) {}

    private static final Comparator<Key> UP =
            Comparator.comparingLong(Key::number).thenComparing(Key::text).thenComparing(Key::id);

    private ChildOrder(Field field, boolean down) {
        this.field = field;
        this.order = down ? UP.reversed() : UP;
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if this kind of drive can't sort so
     */
    static ChildOrder of(String given, DriveKind kind) {
        String[] words = given.trim().split("\\s+");
        Field field =
                switch (words[0]) {
                    case "name", "url", "webUrl" -> Field.NAME;
                    case "lastModifiedDateTime" -> personal(kind, Field.CHANGED, given);
                    case "size" -> personal(kind, Field.SIZE, given);
                    default -> throw refused(given);
                };
        String direction = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "asc";
        if (words.length > 2 || !List.of("asc", "desc").contains(direction)) {
            throw refused(given);
        }
        return new ChildOrder(field, direction.equals("desc"));
    }

    private static Field personal(DriveKind kind, Field field, String given) {
        if (kind == DriveKind.BUSINESS) {
            throw refused(given);
        }
        return field;
    }

    private static RuntimeException refused(String given) {
        return GraphError.invalid("Can't order by '" + given + "'.");
    }

    /** Up to so many items behind the place that a token names; from the start if it is empty. */
    List<Item> page(List<Item> items, String token, int limit) {
        Key after = token.isEmpty() ? null : parse(token);
        Comparator<Item> byKey = Comparator.comparing(this::key, order);
        PriorityQueue<Item> first = new PriorityQueue<>(limit + 1, byKey.reversed());
        for (Item item : items) {
            if (after == null || order.compare(key(item), after) > 0) {
                first.add(item);
                if (first.size() > limit) {
                    first.remove();
                }
            }
        }
        return first.stream().sorted(byKey).toList();
    }

    private Key key(Item item) {
        return switch (field) {
            case NAME -> new Key(0, fold(item.name()), item.id());
            case CHANGED -> new Key(item.changed().toEpochMilli(), "", item.id());
            case SIZE -> new Key(item.size(), "", item.id());
        };
    }

    /** As the cloud itself compares names. */
    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Whether it is the order in which a folder keeps its children anyway. */
    boolean isNatural() {
        return field == Field.NAME && order == UP;
    }

    /** The id of the item that a token names. */
    static String idIn(String token) {
        return parse(token).id();
    }

    String token(Item last) {
        Key key = key(last);
        String text = key.number() + "|" + key.id() + "|" + key.text();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Key parse(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|", 3);
            if (parts.length == 3) {
                return new Key(Long.parseLong(parts[0]), parts[2], parts[1]);
            }
        } catch (IllegalArgumentException e) {
            throw GraphError.invalid("The skip token is malformed.");
        }
        throw GraphError.invalid("The skip token is malformed.");
    }
}
