package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.FaultBook;
import com.aqwacloud.sandbox.quota.Quotas;

/**
 * What stands behind every request of both clouds.
 *
 * @param refusals how each cloud says no
 */
public record Levers(
        RequestLog log,
        Shape shape,
        Memory memory,
        FaultBook faults,
        Quotas quotas,
        AccountNames accounts,
        Refusal.Shaper refusals) {}
