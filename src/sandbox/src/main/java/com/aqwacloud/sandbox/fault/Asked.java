package com.aqwacloud.sandbox.fault;

/**
 * A request, as far as a rule may look at it.
 *
 * @param path as the client sent it, without its query
 * @param operation the cloud's name for what is asked, as in the counts
 */
public record Asked(String cloud, String account, String method, String path, String operation) {}
