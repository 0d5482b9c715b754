package com.aqwacloud.sync.internal.event;

import java.util.List;

/**
 * What one who begins to watch is told first.
 *
 * @param welcome the text of the {@code welcome} message
 * @param events what happened since then, in order
 * @param missed whether something that was asked for is no longer known
 */
public record Replay(String welcome, List<Published> events, boolean missed) {
    public Replay {
        events = List.copyOf(events);
    }
}
