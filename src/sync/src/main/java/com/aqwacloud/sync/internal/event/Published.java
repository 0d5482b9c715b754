package com.aqwacloud.sync.internal.event;

/**
 * An event as it goes to those who watch.
 *
 * @param seq its number
 * @param session id of its session, or null
 * @param type its type
 * @param json the whole text
 */
public record Published(long seq, String session, String type, String json) {
    /** Whether one who watches this session, or all of them (null), is to see it. */
    public boolean concerns(String watched) {
        return watched == null || watched.equals(session);
    }
}
