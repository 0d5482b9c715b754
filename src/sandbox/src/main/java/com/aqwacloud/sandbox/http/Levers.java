package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.FaultBook;

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
        AccountNames accounts,
        Refusal.Shaper refusals) {}
