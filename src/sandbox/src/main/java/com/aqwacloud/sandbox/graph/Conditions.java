package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import java.util.Arrays;
import java.util.Optional;

/** {@code If-Match} and {@code If-None-Match}, and whether anyone else holds the item. */
final class Conditions {

    private Conditions() {}

    static Guard of(Call call) {
        return of(call.header("If-Match").orElse(null), call.header("If-None-Match").orElse(null));
    }

    /** Either may be {@code null} for no condition. */
    static Guard of(String ifMatch, String ifNoneMatch) {
        return new Guard() {
            @Override
            public void check(Optional<Item> current) {
                current.ifPresent(Marks::refuseLocked);
                if (ifMatch != null && !matches(ifMatch, current)) {
                    throw GraphError.changed();
                }
                if (ifNoneMatch != null && matches(ifNoneMatch, current)) {
                    throw GraphError.changed();
                }
            }

            @Override
            public void checkWithin(Item taken) {
                Marks.refuseLocked(taken);
            }
        };
    }

    /**
     * For who only reads: whether it is still what the client takes it for.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if not
     */
    static void requireMatch(Call call, Item item) {
        Optional<String> expected = call.header("If-Match");
        if (expected.isPresent() && !matches(expected.get(), Optional.of(item))) {
            throw GraphError.changed();
        }
    }

    static boolean matches(String header, Optional<Item> item) {
        if (item.isEmpty()) {
            return false;
        }
        return names(header, ItemJson.eTag(item.get())) || names(header, ItemJson.cTag(item.get()));
    }

    /** Whether a tag is among those of a header. */
    static boolean names(String header, String tag) {
        if (header.trim().equals("*")) {
            return true;
        }
        // The tags themselves hold a comma, behind a brace.
        return Arrays.stream(header.split(",(?=\\s*(W/)?\")"))
                .map(Conditions::bare)
                .anyMatch(bare(tag)::equals);
    }

    private static String bare(String tag) {
        return tag.trim().replaceFirst("^W/", "").replace("\"", "");
    }
}
