package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.Fault;
import com.aqwacloud.sandbox.fault.FaultKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Faults that strike once it is known what is asked, and before anything of it is done. */
final class Interference {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private static final Set<String> DOWNLOADS = Set.of("files.media", "download");

    private static final long STALE_MILLIS = 10_000;
    private static final String EXPIRED = "unauthenticated";

    /** Operations that need room; chunks and fragments among them, for room can run out midway. */
    private static final Set<String> STORES =
            Set.of(
                    "files.create",
                    "files.copy",
                    "upload.media",
                    "upload.multipart",
                    "upload.session",
                    "upload.chunk",
                    "upload.put",
                    "session.create",
                    "session.fragment",
                    "session.commit",
                    "copy",
                    "folder.create");

    private final Levers levers;
    private final Metering metering;

    Interference(Levers levers, Metering metering) {
        this.levers = levers;
        this.metering = metering;
    }

    /**
     * @throws ApiException if the call is refused
     */
    void before(Call call) {
        call.fault(FaultKind.DELAY).ifPresent(fault -> Line.pause(fault.number("millis", 1000)));
        call.fault(FaultKind.THROTTLE).ifPresent(fault -> refuse(call, throttled(fault)));
        metering.charge(call);
        if (call.header("Authorization").isPresent()) {
            call.fault(FaultKind.EXPIRE_ACCESS_TOKEN)
                    .ifPresent(fault -> refuse(call, Refusal.of(401, null)));
        }
        if (Aftermath.isRead(call)) {
            stale(call);
        }
        call.fault(FaultKind.REFUSE).ifPresent(fault -> refuse(call, refusal(fault)));
        if (call.header("Range").isPresent() && DOWNLOADS.contains(call.operation())) {
            call.fault(FaultKind.IGNORE_RANGE).ifPresent(fault -> call.forgetHeader("Range"));
        }
        if (call.operation().equals("download")) {
            call.fault(FaultKind.EXPIRE_DOWNLOAD_URL)
                    .ifPresent(
                            fault -> {
                                int status = (int) fault.number("status", 401);
                                refuse(call, Refusal.of(status, status == 401 ? EXPIRED : null));
                            });
        }
        if (STORES.contains(call.operation())) {
            call.fault(FaultKind.QUOTA_FULL)
                    .ifPresent(fault -> metering.refuseFull(call, fault.text("code")));
            call.checkRoom(Metering.announced(call));
        }
        boolean body =
                WITH_BODY.contains(call.method())
                        && !call.header("Content-Length").orElse("").equals("0");
        if (body) {
            call.fault(FaultKind.CUT_REQUEST)
                    .ifPresent(fault -> call.cutBody(fault.number("afterBytes", 0)));
        }
    }

    /** An answer like another: it ends the call as a refusal does. */
    private void stale(Call call) {
        Predicate<Fault> known =
                fault ->
                        levers.memory()
                                .recall(call, fault.number("millis", STALE_MILLIS))
                                .isPresent();
        call.fault(FaultKind.STALE, known)
                .flatMap(
                        fault -> levers.memory().recall(call, fault.number("millis", STALE_MILLIS)))
                .ifPresent(
                        reply -> {
                            throw new ApiException(reply);
                        });
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
