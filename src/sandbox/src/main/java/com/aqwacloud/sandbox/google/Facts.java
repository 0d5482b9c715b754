package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What no client of Drive can set on an item, and the sandbox's levers can. */
record Facts(Item item) {

    static final String KEY = "facts";
    private static final String SHARES = "shares";

    /**
     * That an item is shared.
     *
     * @param role empty if that is over
     */
    record Share(String account, Optional<Role> role, Instant since) {}

    private Map<?, ?> all() {
        return item.properties().get(KEY) instanceof Map<?, ?> map ? map : Map.of();
    }

    boolean canDownload() {
        return !Boolean.FALSE.equals(all().get("canDownload"));
    }

    boolean abusive() {
        return Boolean.TRUE.equals(all().get("abusive"));
    }

    Optional<String> resourceKey() {
        return all().get("resourceKey") instanceof String key ? Optional.of(key) : Optional.empty();
    }

    /** Bytes that each export is to have. */
    long exportBytes() {
        return all().get("exportBytes") instanceof Number number ? number.longValue() : 0;
    }

    /** The size that a document of the editors says it has; empty if it says none. */
    Optional<Long> size() {
        return all().get("size") instanceof Number number
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    List<Share> shares() {
        List<Share> found = new ArrayList<>();
        if (all().get(SHARES) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> share) {
                    found.add(
                            new Share(
                                    String.valueOf(share.get("account")),
                                    Role.of(String.valueOf(share.get("role"))),
                                    Instant.parse(String.valueOf(share.get("since")))));
                }
            }
        }
        return found;
    }

    /** Those that hold. */
    List<Share> openShares() {
        return shares().stream().filter(share -> share.role().isPresent()).toList();
    }

    Optional<Share> shareWith(Owner user) {
        return shares().stream().filter(s -> s.account().equals(user.account())).findFirst();
    }

    /** The item's properties, with some facts set; {@code null} takes one away. */
    Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>();
        all().forEach((name, value) -> facts.put((String) name, value));
        more.forEach(
                (name, value) -> {
                    if (value == null) {
                        facts.remove(name);
                    } else {
                        facts.put(name, value);
                    }
                });
        Map<String, Object> properties = new LinkedHashMap<>(item.properties());
        properties.put(KEY, facts);
        return properties;
    }

    /** The item's properties, shared with one more. */
    Map<String, Object> with(Share fresh) {
        List<Map<String, Object>> list = new ArrayList<>();
        List<Share> all = new ArrayList<>(shares());
        all.removeIf(share -> share.account().equals(fresh.account()));
        all.add(fresh);
        for (Share share : all) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("account", share.account());
            map.put("role", share.role().map(Role::id).orElse("none"));
            map.put("since", share.since().toString());
            list.add(map);
        }
        return with(Map.of(SHARES, list));
    }
}
