package com.aqwacloud.sync.api;

/**
 * A Camel route of the pipeline.
 *
 * @param id route id
 * @param description its description, or null
 * @param file name of the route file it came from, or null
 * @param state {@code Started}, {@code Stopped} or {@code Suspended}
 * @param exchangesTotal exchanges since it was started
 * @param exchangesFailed of those, failed ones
 * @param exchangesInflight exchanges in it now
 */
public record RouteInfo(
        String id,
        String description,
        String file,
        String state,
        long exchangesTotal,
        long exchangesFailed,
        long exchangesInflight) {}
