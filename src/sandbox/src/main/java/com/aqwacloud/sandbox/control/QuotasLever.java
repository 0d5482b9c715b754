package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.quota.CloudQuota;
import com.aqwacloud.sandbox.quota.Limit;
import com.aqwacloud.sandbox.quota.Quotas;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What accounts may use, and what they have used. */
final class QuotasLever implements Lever {

    private static final List<String> CLOUDS = List.of("google", "onedrive");

    private final Quotas quotas;

    QuotasLever(Quotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public Reply handle(Call call, List<String> rest) throws IOException {
        if (!rest.isEmpty()) {
            return Problem.reply(404, "There is nothing below quotas");
        }
        return switch (call.method()) {
            case "GET" -> Reply.ok(json());
            case "PUT" -> {
                put(Given.of(call));
                yield Reply.ok(json());
            }
            default -> Problem.notAllowed("GET, PUT");
        };
    }

    /** All or nothing: it is read to its end before anything is set. */
    private void put(Given given) {
        Map<String, CloudQuota> clouds = new LinkedHashMap<>();
        Map<String, Map<String, CloudQuota>> accounts = new LinkedHashMap<>();
        for (String cloud : CLOUDS) {
            Optional<Given> told = given.object(cloud);
            Map<String, CloudQuota> own = new LinkedHashMap<>();
            told.flatMap(each -> each.object("accounts"))
                    .ifPresent(
                            all -> {
                                for (String name : all.names()) {
                                    Given one = all.object(name).orElseThrow();
                                    own.put(name, quota(one, cloud));
                                    one.nothingElse();
                                }
                            });
            clouds.put(cloud, told.map(each -> quota(each, cloud)).orElse(CloudQuota.OFF));
            told.ifPresent(Given::nothingElse);
            accounts.put(cloud, own);
        }
        given.nothingElse();
        for (String cloud : CLOUDS) {
            quotas.forgetAccounts(cloud);
            quotas.set(cloud, clouds.get(cloud));
            accounts.get(cloud).forEach((name, quota) -> quotas.set(cloud, name, quota));
        }
    }

    private static CloudQuota quota(Given given, String cloud) {
        String limits = given.text("limits").orElse("");
        long storage = given.whole("storageBytes", 0, Long.MAX_VALUE).orElse(-1L);
        try {
            return CloudQuota.parse(cloud, limits, storage);
        } catch (IllegalArgumentException e) {
            throw given.field("limits", e.getMessage());
        }
    }

    private ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String cloud : CLOUDS) {
            ObjectNode told = node.putObject(cloud);
            json(told, quotas.of(cloud));
            ObjectNode accounts = told.putObject("accounts");
            quotas.accounts(cloud)
                    .forEach(name -> json(accounts.putObject(name), quotas.of(cloud, name)));
            ArrayNode used = told.putArray("used");
            for (Quotas.Used each : quotas.used(cloud)) {
                used.addObject()
                        .put("account", each.account())
                        .put("limit", each.limit().toString())
                        .put("used", each.used())
                        .put("granted", each.granted());
            }
        }
        return node;
    }

    private static void json(ObjectNode node, CloudQuota quota) {
        node.put(
                "limits", String.join(", ", quota.limits().stream().map(Limit::toString).toList()));
        quota.storageBytes().ifPresent(bytes -> node.put("storageBytes", bytes));
    }
}
