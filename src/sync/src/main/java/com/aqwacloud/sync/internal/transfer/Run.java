package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.store.Job;

/**
 * A job under way.
 *
 * @param job as it was claimed
 * @param session its session
 * @param scope what the session joins
 * @param work what is being done
 * @param content the file being read, or null where no content moves
 * @param aimedBefore whether an attempt before this one may have created the file
 */
record Run(
        Job job,
        Session session,
        Scope scope,
        Decision.Work work,
        HashedContent content,
        boolean aimedBefore) {}
