package com.aqwacloud.sandbox.http;

/** Knows on whose behalf a request is made. */
@FunctionalInterface
public interface AccountNames {

    /** The account's name where no one can tell. */
    String UNKNOWN = "sandbox";

    /**
     * The account that the token of a request, or its pre-authenticated address, stands for.
     *
     * @return {@link #UNKNOWN} if there is none
     */
    String of(String cloud, Call call);
}
