package com.aqwacloud.sync.internal.event;

/**
 * What a client's message leads to.
 *
 * @param json the text to send back
 * @param subscribed whether the client from now on sees another selection of events
 * @param session if so, the id of the session that it sees, or null for all
 */
public record Answer(String json, boolean subscribed, String session) {}
