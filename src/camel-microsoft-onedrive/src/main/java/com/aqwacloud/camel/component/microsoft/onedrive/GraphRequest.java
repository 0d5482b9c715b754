package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * One HTTP request that is about to be made.
 *
 * @param kind what it is for
 * @param cost its resource units, at least 1; the sum of its parts for a batch
 */
public record GraphRequest(RequestKind kind, int cost) {

    static GraphRequest of(RequestKind kind) {
        return new GraphRequest(kind, kind.cost());
    }
}
