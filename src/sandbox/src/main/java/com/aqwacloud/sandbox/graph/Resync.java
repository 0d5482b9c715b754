package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;

/** The ways in which a delta link can be dead: 410, and where to begin anew. */
enum Resync {
    /** Too old: what was deleted since is forgotten, so the server's state is what counts. */
    APPLY_DIFFERENCES("resyncChangesApplyDifferences"),
    /** Of a feed that is no more: the server may lack what the client once gave it. */
    UPLOAD_DIFFERENCES("resyncChangesUploadDifferences"),
    /** No token of this cloud. */
    REQUIRED("resyncRequired");

    private final String code;

    Resync(String code) {
        this.code = code;
    }

    ApiException error(Call call) {
        return error(call, code);
    }

    /**
     * @param code any that a client may meet
     */
    static ApiException error(Call call, String code) {
        return new ApiException(
                GraphError.of(
                                410,
                                code,
                                "Resync required. Replace any local items with the server's"
                                        + " version.")
                        .reply()
                        .with("Location", call.base() + Paging.path(call)));
    }
}
