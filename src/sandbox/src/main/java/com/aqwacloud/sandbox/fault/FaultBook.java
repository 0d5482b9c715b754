package com.aqwacloud.sandbox.fault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The rules by which faults are made. Thread-safe. */
public final class FaultBook {

    /** Whom faults may strike; the levers themselves never. */
    public static final Set<String> CLOUDS = Set.of("google", "onedrive");

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    public Rule add(Match match, Schedule schedule, Fault fault) {
        Rule rule = new Rule(Long.toString(ids.incrementAndGet()), match, schedule, fault);
        rules.add(rule);
        return rule;
    }

    /** Oldest first. */
    public List<Rule> all() {
        return List.copyOf(rules);
    }

    public Optional<Rule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Whether there was such a rule. */
    public boolean remove(String id) {
        return rules.removeIf(rule -> rule.id().equals(id));
    }

    public void clear() {
        rules.clear();
    }

    /** Whether there is a rule of a kind for such a request; counts nothing. */
    public boolean isAwaited(FaultKind kind, Asked asked) {
        return rules.stream().anyMatch(rule -> rule.isFor(kind, asked));
    }

    /**
     * Whether something of a kind is to go wrong with a request. Counts the request with each rule
     * that is for it; the oldest rule that strikes wins. To be asked once for each kind and
     * request.
     *
     * @param applies leaves aside, uncounted, what would have no effect
     */
    public Optional<Fault> ask(FaultKind kind, Asked asked, Predicate<Fault> applies) {
        Fault found = null;
        for (Rule rule : rules) {
            if (rule.isFor(kind, asked)
                    && applies.test(rule.fault())
                    && rule.strikes(found != null)) {
                found = rule.fault();
            }
        }
        return Optional.ofNullable(found);
    }
}
