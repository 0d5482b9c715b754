package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.Fault;
import com.aqwacloud.sandbox.fault.FaultKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Faults that strike once it is known what is asked, and before anything of it is done. */
final class Interference {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Levers levers;

    Interference(Levers levers) {
        this.levers = levers;
    }

    /**
     * @throws ApiException if the call is refused
     */
    void before(Call call) {
        call.fault(FaultKind.DELAY)
                .ifPresent(fault -> levers.shape().pause(fault.number("millis", 1000)));
        call.fault(FaultKind.THROTTLE).ifPresent(fault -> refuse(call, throttled(fault)));
        if (call.header("Authorization").isPresent()) {
            call.fault(FaultKind.EXPIRE_ACCESS_TOKEN)
                    .ifPresent(fault -> refuse(call, Refusal.of(401, null)));
        }
        call.fault(FaultKind.REFUSE).ifPresent(fault -> refuse(call, refusal(fault)));
        boolean body =
                WITH_BODY.contains(call.method())
                        && !call.header("Content-Length").orElse("").equals("0");
        if (body) {
            call.fault(FaultKind.CUT_REQUEST)
                    .ifPresent(fault -> call.cutBody(fault.number("afterBytes", 0)));
        }
    }

    private void refuse(Call call, Refusal refusal) {
        throw new ApiException(levers.refusals().shape(call, refusal));
    }

    private static Refusal throttled(Fault fault) {
        int status = (int) fault.number("status", 429);
        return new Refusal(status, fault.text("code").orElse(null), null, null, Map.of())
                .with("Retry-After", Long.toString(fault.number("retryAfterSeconds", 1)));
    }

    private static Refusal refusal(Fault fault) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (fault.parameters().get("headers") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> headers.put((String) name, (String) value));
        }
        return new Refusal(
                (int) fault.number("status", 500),
                fault.text("code").orElse(null),
                fault.text("innerCode").orElse(null),
                fault.text("message").orElse(null),
                headers);
    }
}
