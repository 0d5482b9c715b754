package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is wanted of a list of items. Immutable.
 *
 * @param address of the list, without a query
 * @param query the options by name
 * @param order of the items
 * @param top how many a page has
 * @param expand what comes with each item
 */
record ListOptions(
        String address, Map<String, String> query, ChildOrder order, int top, Expand expand) {

    private static final int PAGE = 200;
    private static final int LARGEST_PAGE = 5000;

    /**
     * Those of a request for a list.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if there is something wrong with one
     */
    static ListOptions of(Call call, DriveKind kind) {
        ListOptions asked = of(call.base() + Paging.path(call), call.query(), kind);
        int top = Paging.shortened(call, asked.top());
        return new ListOptions(asked.address(), asked.query(), asked.order(), top, asked.expand());
    }

    /**
     * Those that stand in the brackets of a relation.
     *
     * @param address where the same list is had by itself
     */
    static ListOptions of(String address, Map<String, String> query, DriveKind kind) {
        return new ListOptions(
                address,
                query,
                ChildOrder.of(query.getOrDefault("$orderby", "name"), kind),
                Paging.top(query, PAGE, LARGEST_PAGE),
                Expand.of(query));
    }

    Predicate<Item> filter() {
        return ChildFilter.of(query.getOrDefault("$filter", ""));
    }

    /** Whether the number of all is asked for. */
    boolean counts() {
        return "true".equalsIgnoreCase(query.get("$count"));
    }

    /** Where to go on. */
    Optional<String> token() {
        return Optional.ofNullable(query.get("$skiptoken"));
    }

    /** Whether a page can be had without a look at all items. */
    boolean isNatural() {
        return order.isNatural() && !query.containsKey("$filter") && !counts();
    }

    /** The address of the page that begins behind an item. */
    String next(Item last) {
        return Paging.link(address, query, "$skiptoken", order.token(last));
    }
}
