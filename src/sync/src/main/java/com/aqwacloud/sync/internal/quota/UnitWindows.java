package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.QuotaWindow;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Knows when cost units fit into several windows at once, or always if there is none. Not safe for
 * use by several threads.
 */
final class UnitWindows {
    private List<UnitWindow> windows = List.of();

    /** Replaces the windows; units that are still remembered count in the new ones too. */
    void use(Collection<QuotaWindow> next) {
        Optional<UnitWindow> longest =
                windows.stream().max(Comparator.comparing(each -> each.window().window()));
        windows = new HashSet<>(next).stream().map(wanted -> keptOrNew(wanted, longest)).toList();
    }

    private UnitWindow keptOrNew(QuotaWindow wanted, Optional<UnitWindow> longest) {
        return windows.stream()
                .filter(window -> window.window().equals(wanted))
                .findFirst()
                .orElseGet(
                        () -> {
                            var window = new UnitWindow(wanted);
                            longest.ifPresent(window::take);
                            return window;
                        });
    }

    /**
     * How long units must wait to fit everywhere.
     *
     * @param now not before any moment recorded
     * @param units 0 or more
     * @return nanoseconds; 0 if they may be spent now
     */
    long waitNanos(long now, int units) {
        return windows.stream().mapToLong(each -> each.waitNanos(now, units)).max().orElse(0);
    }

    /** Remembers units spent now. */
    void record(long now, int units) {
        windows.forEach(each -> each.record(now, units));
    }
}
