package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import java.text.Collator;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** In which order a list comes. */
final class Order {

    private Order() {}

    /**
     * @param user whose list it is
     * @throws com.aqwacloud.sandbox.http.ApiException if a key is none
     */
    static Comparator<Seen> parse(String orderBy, Owner user) {
        Comparator<Seen> all = null;
        for (String key : orderBy.split(",", -1)) {
            String[] words = key.trim().split("\\s+");
            if (words.length > 2 || words.length == 2 && !words[1].equals("desc")) {
                throw GoogleError.invalid("orderBy");
            }
            Comparator<Seen> one = key(words[0], user);
            one = words.length == 2 ? one.reversed() : one;
            all = all == null ? one : all.thenComparing(one);
        }
        return all;
    }

    private static Comparator<Seen> key(String name, Owner user) {
        return switch (name) {
            case "folder" -> Comparator.comparing(seen -> !seen.folder());
            case "name" -> Comparator.comparing(Seen::name, Collator.getInstance(Locale.ROOT));
            case "name_natural" -> Comparator.comparing(Seen::name, Order::natural);
            case "modifiedTime", "modifiedByMeTime" ->
                    Comparator.comparing(seen -> seen.item().modified());
            case "recency" -> Comparator.comparing(seen -> latest(seen, user));
            case "viewedByMeTime" -> Comparator.comparing(seen -> 0);
            case "createdTime" -> Comparator.comparing(seen -> seen.item().created());
            case "sharedWithMeTime" -> Comparator.comparing(seen -> sharedSince(seen, user));
            case "quotaBytesUsed" ->
                    Comparator.comparing(seen -> seen.blob() ? seen.item().size() : 0L);
            case "starred" ->
                    Comparator.comparing(
                            s -> !Boolean.TRUE.equals(s.item().properties().get("starred")));
            default -> throw GoogleError.invalid("orderBy");
        };
    }

    /** Of what is not shared with the user: before all that is. */
    private static Instant sharedSince(Seen seen, Owner user) {
        return seen.facts().shareWith(user).map(Facts.Share::since).orElse(Instant.MIN);
    }

    /** The most recent of all times that a file tells. */
    private static Instant latest(Seen seen, Owner user) {
        return Stream.of(seen.item().modified(), seen.item().created(), sharedSince(seen, user))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Numbers within names count as numbers: 2 comes before 10. */
    static int natural(String a, String b) {
        String[] left = a.toLowerCase(Locale.ROOT).split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        String[] right = b.toLowerCase(Locale.ROOT).split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("\\d+") && right[i].matches("\\d+");
            int compared =
                    numbers
                            ? new java.math.BigInteger(left[i])
                                    .compareTo(new java.math.BigInteger(right[i]))
                            : left[i].compareTo(right[i]);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
