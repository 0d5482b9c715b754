package com.aqwacloud.camel.component.websocket.jetty;

import java.util.Comparator;

/**
 * Where a handler stands in the sequence.
 *
 * @param order the order as documented at {@link SharedServer}
 * @param kind what breaks a tie first
 * @param rank what breaks a tie next
 */
record Place(int order, int kind, int rank) implements Comparable<Place> {

    static final int BUILT_IN = 0;
    static final int MOUNTED = 1;

    private static final Comparator<Place> BY_PLACE =
            Comparator.comparingInt(Place::order)
                    .thenComparingInt(Place::kind)
                    .thenComparingInt(Place::rank);

    @Override
    public int compareTo(Place other) {
        return BY_PLACE.compare(this, other);
    }
}
