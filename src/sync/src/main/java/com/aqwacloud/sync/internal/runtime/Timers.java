package com.aqwacloud.sync.internal.runtime;

import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;

/** The Quartz timers that routes begin with. */
final class Timers {
    private Timers() {}

    /**
     * Has the timer of a started route fire now and at its interval from then on. Quartz counts the
     * start delay from when the endpoint was built, and a timer that fires before Camel knows its
     * route loses its schedule: so the delay is a long one, and ends here. Does nothing for a route
     * that begins otherwise, or by a calendar.
     *
     * @throws IllegalStateException if the timer has lost its schedule
     */
    static void fireNow(Route route) throws SchedulerException {
        if (!(route.getEndpoint() instanceof QuartzEndpoint timer)) {
            return;
        }
        Scheduler scheduler = timer.getComponent().getScheduler();
        Trigger trigger = scheduler.getTrigger(timer.getTriggerKey());
        if (trigger == null) {
            throw new IllegalStateException("The timer of " + route.getId() + " has no schedule");
        }
        if (trigger instanceof SimpleTrigger) {
            scheduler.rescheduleJob(
                    trigger.getKey(), trigger.getTriggerBuilder().startNow().build());
        }
    }
}
