package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * One HTTP request that is about to be made.
 *
 * @param kind what it is for
 * @param parts as how many requests the service counts it, at least 1: the parts of a batch
 * @param cost its resource units, at least 1; the sum of its parts for a batch
 * @param caller on whose behalf it is made, as the header {@link MicrosoftOneDriveConstants#CALLER}
 *     says; null if that is not said
 */
public record GraphRequest(RequestKind kind, int parts, int cost, String caller) {

    static GraphRequest of(RequestKind kind) {
        return new GraphRequest(kind, 1, kind.cost(), null);
    }

    GraphRequest by(String caller) {
        return new GraphRequest(kind, parts, cost, caller);
    }
}
