package com.aqwacloud.sync.internal.runtime;

import java.time.Instant;
import java.util.Date;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Quartz timers that routes begin with. */
public final class Timers {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

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

    /**
     * Has the timer that an exchange came from fire next at that time, and at its interval from
     * then on. Does nothing for an exchange that came from elsewhere, or for a timer that is
     * stopped by now.
     */
    public static void postpone(Exchange exchange, Instant until) {
        if (!(exchange.getFromEndpoint() instanceof QuartzEndpoint timer)) {
            return;
        }
        Scheduler scheduler = timer.getComponent().getScheduler();
        try {
            if (scheduler.getTrigger(timer.getTriggerKey()) instanceof SimpleTrigger trigger) {
                scheduler.rescheduleJob(
                        trigger.getKey(),
                        trigger.getTriggerBuilder().startAt(Date.from(until)).build());
            }
        } catch (SchedulerException e) {
            LOG.warn("A timer could not be put off until {}, so it fires as ever", until, e);
        }
    }
}
