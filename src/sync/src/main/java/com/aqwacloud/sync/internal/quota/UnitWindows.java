package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.QuotaWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * Knows when cost units fit into several windows at once, or always if there is none. What is spent
 * while there is no window counts in the next one. Not safe for use by several threads.
 */
final class UnitWindows {
    private List<UnitWindow> windows = List.of();

    /** Holds all that was spent in the longest window there ever was, or in a minute. */
    private UnitWindow past = past(Duration.ofMinutes(1));

    private static UnitWindow past(Duration length) {
        return new UnitWindow(new QuotaWindow(Integer.MAX_VALUE, length));
    }

    /** Replaces the windows; units that are still remembered count in the new ones too. */
    void use(Collection<QuotaWindow> next) {
        windows = new HashSet<>(next).stream().map(this::keptOrNew).toList();
        for (UnitWindow window : windows) {
            Duration length = window.window().window();
            if (length.compareTo(past.window().window()) > 0) {
                UnitWindow longer = past(length);
                longer.take(past);
                past = longer;
            }
        }
    }

    private UnitWindow keptOrNew(QuotaWindow wanted) {
        return windows.stream()
                .filter(window -> window.window().equals(wanted))
                .findFirst()
                .orElseGet(
                        () -> {
                            var window = new UnitWindow(wanted);
                            window.take(past);
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
        past.record(now, units);
        windows.forEach(each -> each.record(now, units));
    }

    /** Units that were recorded at a moment count from now on instead. */
    void move(long moment, int units, long now) {
        past.move(moment, units, now);
        windows.forEach(each -> each.move(moment, units, now));
    }

    /**
     * What is remembered of the longest window, oldest first; nothing seems older than it is.
     *
     * @param now not before any moment recorded
     */
    List<Spending> spent(long now) {
        return past.spent(now);
    }
}
