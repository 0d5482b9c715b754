package com.aqwacloud.sandbox.fault;

/** Which requests a rule is for. What is {@code null} may be anything. */
public record Match(
        String cloud, String account, String method, PathPattern path, String operation) {

    public boolean accepts(Asked asked) {
        return (cloud == null || cloud.equals(asked.cloud()))
                && (account == null || account.equals(asked.account()))
                && (method == null || method.equalsIgnoreCase(asked.method()))
                && (operation == null || operation.equals(asked.operation()))
                && (path == null || path.matches(asked.path()));
    }
}
