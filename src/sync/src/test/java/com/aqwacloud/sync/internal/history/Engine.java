package com.aqwacloud.sync.internal.history;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItemPage;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.account.SecretStore;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.conflict.Inbox;
import com.aqwacloud.sync.internal.event.EventHub;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.plan.Planned;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.tidy.Tidying;
import com.aqwacloud.sync.internal.transfer.EarlierAttempts;
import com.aqwacloud.sync.internal.transfer.TimeSetting;
import com.aqwacloud.sync.internal.transfer.TransferQueue;
import com.aqwacloud.sync.internal.transfer.TransferSteps;
import com.aqwacloud.sync.internal.watch.PlanReport;
import com.aqwacloud.sync.internal.watch.Watch;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.StartPageToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** The real engine but for its routes, HTTP and threads: what they would call is called in turn. */
final class Engine {
    static final String SESSION = "s1";

    private static final int PLACES = 16;

    private final Database database;
    private final CamelContext camel;
    private final ScheduledExecutorService scheduler;
    private final SourceDrive source;
    private final Clouds clouds;
    private final RecycleBin bin;
    private final ModelClock clock;
    private final List<Courier> couriers = new ArrayList<>();
    private final Set<Long> undecided = new LinkedHashSet<>();
    private ProgressMeter meter;
    private Watch watch;
    private TransferQueue queue;
    private TransferSteps steps;
    private EarlierAttempts earlier;
    private TimeSetting times;
    private Inbox inbox;

    Engine(
            Database database,
            CamelContext camel,
            ScheduledExecutorService scheduler,
            SourceDrive source,
            Clouds clouds,
            RecycleBin bin,
            ModelClock clock) {
        this.database = database;
        this.camel = camel;
        this.scheduler = scheduler;
        this.source = source;
        this.clouds = clouds;
        this.bin = bin;
        this.clock = clock;
        start();
    }

    private void start() {
        var names = new Names();
        meter = new ProgressMeter(clock, scheduler, progress -> {});
        var views = new TransferViews(meter);
        var planner = new Planner(database, clock);
        var announcements = new Announcements(new EventHub(clock, "test", published -> {}), views);
        watch =
                new Watch(
                        database,
                        new ScratchStores(),
                        planner,
                        new PlanReport(database, announcements, null, () -> {}),
                        names);
        queue =
                new TransferQueue(
                        database,
                        views,
                        job -> {},
                        this::cancelled,
                        PLACES,
                        session -> false,
                        clock);
        steps =
                new TransferSteps(
                        database,
                        planner,
                        queue,
                        session -> clouds,
                        names,
                        new Secrets(),
                        new com.aqwacloud.sync.internal.transfer.TransferProgress(
                                meter, views, queue::isRunning),
                        clock);
        earlier = new EarlierAttempts(database, planner, clock);
        times = new TimeSetting(database, queue, clock);
        inbox =
                new Inbox(
                        database,
                        null,
                        planner,
                        announcements,
                        () -> {},
                        undecided::add,
                        bin,
                        clock);
    }

    /** The process ended at once and was started again: what was in memory alone is lost. */
    void restart() {
        couriers.clear();
        undecided.clear();
        meter.close();
        start();
        queue.recover();
        // What the route "undecided" does.
        undecided.addAll(openConflicts());
    }

    void close() {
        meter.close();
    }

    // ---- watching

    /** Reads both feeds to their ends and plans. */
    Planned poll() {
        readSource(Integer.MAX_VALUE);
        readDestination(Integer.MAX_VALUE);
        return plan();
    }

    /** Plans what was read. */
    Planned plan() {
        Exchange exchange = exchange();
        watch.plan(exchange);
        Planned planned = exchange.getMessage().getBody(Planned.class);
        undecided.addAll(planned.conflicts());
        return planned;
    }

    /** Reads so many changes of the source at most, as pages that were read before a failure. */
    void readSource(int most) {
        Exchange exchange = exchange();
        watch.sourceCursor(exchange);
        if ("unknown".equals(exchange.getMessage().getHeader(AqwaHeaders.PHASE))) {
            exchange.getMessage()
                    .setBody(new StartPageToken().setStartPageToken("" + source.position()));
            watch.sourceStart(exchange);
        }
        if ("listing".equals(exchange.getMessage().getHeader(AqwaHeaders.PHASE))) {
            exchange.getMessage()
                    .setBody(
                            new FileList()
                                    .setFiles(
                                            source.all().stream()
                                                    .filter(node -> !node.purged)
                                                    .map(source::file)
                                                    .toList()));
            watch.sourceListed(exchange);
            return;
        }
        var changed = source.since(position(exchange));
        var page = changed.subList(0, Math.min(most, changed.size()));
        long next =
                page.size() == changed.size()
                        ? source.position()
                        : page.isEmpty() ? position(exchange) : page.get(page.size() - 1).changed;
        exchange.getMessage()
                .setBody(
                        new ChangeList()
                                .setChanges(page.stream().map(source::change).toList())
                                .setNewStartPageToken("" + next));
        watch.sourceChanged(exchange);
    }

    /** The same of the destination. */
    void readDestination(int most) {
        Exchange exchange = exchange();
        watch.destinationCursor(exchange);
        DestinationDrive drive = clouds.destination();
        if ("unknown".equals(exchange.getMessage().getHeader(AqwaHeaders.PHASE))) {
            drive.all().forEach(drive::told);
            exchange.getMessage()
                    .setBody(
                            new DriveItemPage(
                                    drive.live().stream().map(drive::item).toList(),
                                    null,
                                    "" + drive.position()));
        } else {
            var changed = drive.since(position(exchange));
            var page = changed.subList(0, Math.min(most, changed.size()));
            long next =
                    page.size() == changed.size()
                            ? drive.position()
                            : page.isEmpty()
                                    ? position(exchange)
                                    : page.get(page.size() - 1).changed;
            exchange.getMessage()
                    .setBody(
                            new DriveItemPage(
                                    page.stream().map(drive::item).toList(), null, "" + next));
        }
        watch.destinationChanged(exchange);
    }

    private static long position(Exchange exchange) {
        return Long.parseLong(exchange.getMessage().getHeader(AqwaHeaders.CURSOR, String.class));
    }

    /** The feed no longer knows where it was left. */
    void lose(Side side) {
        Exchange exchange = exchange();
        if (side == Side.SOURCE) {
            watch.sourceLost(exchange);
        } else {
            watch.destinationLost(exchange);
        }
    }

    // ---- transferring

    /** Claims what may start; returns how many there are. */
    int claim() {
        List<Job> claimed = queue.claim();
        for (Job job : claimed) {
            Exchange exchange = exchange();
            exchange.getMessage().setBody(job);
            couriers.add(new Courier(exchange, steps, earlier, times, clouds, undecided::add));
        }
        return claimed.size();
    }

    /** A person gives a job up. */
    Transfer cancel(long job) {
        return queue.cancel(job, "the model");
    }

    private void cancelled(Job job) {
        steps.cancel(job);
    }

    /** A person has a job tried again; false if a later one follows it. */
    boolean retry(long job) {
        try {
            queue.retry(job);
            return true;
        } catch (WrongStateException followed) {
            return false;
        }
    }

    int underWay() {
        return couriers.size();
    }

    /** Has a job under way make its next step. */
    void step(int which) {
        Courier courier = couriers.get(which % couriers.size());
        if (!courier.step()) {
            couriers.remove(courier);
        }
    }

    /** Has a job under way go on to its end. */
    void run(int which) {
        Courier courier = couriers.get(which % couriers.size());
        while (courier.step()) {}
        couriers.remove(courier);
    }

    /**
     * Forgets what is gone and nobody needs, however short a time ago it went; false if jobs are
     * under way, which in truth do not take as long as what is gone is kept.
     */
    boolean tidy() {
        if (underWay() > 0) {
            return false;
        }
        var tidying = new Tidying(database, clock);
        tidying.audit(clock.millis());
        tidying.items(clock.millis());
        return true;
    }

    // ---- deciding

    /** Decides the conflict that waits longest; false if none does. */
    boolean decide(ConflictPreference preference) {
        if (undecided.isEmpty()) {
            return false;
        }
        long id = undecided.iterator().next();
        undecided.remove(id);
        if (openConflicts().contains(id)) {
            inbox.resolve(id, preference, "the model");
            StoredConflict decided = conflict(id);
            clouds.decided(decided, preference);
            if (decided.conflict().resolution() == ConflictPreference.DESTINATION) {
                clouds.stays(decided.conflict());
            }
        }
        return true;
    }

    /** A person wants back what gave way; false if that is refused. */
    boolean undo(long id) {
        try {
            inbox.undo(id, "the model");
            return true;
        } catch (WrongStateException refused) {
            return false;
        }
    }

    private StoredConflict conflict(long id) {
        return Machine.WATCHED.read(tx -> new StoredConflicts().find(tx, id).orElseThrow());
    }

    List<Long> openConflicts() {
        return database.read(
                tx ->
                        new StoredConflicts()
                                .open(tx).stream().map(conflict -> conflict.id()).toList());
    }

    private Exchange exchange() {
        var exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader(AqwaHeaders.SESSION, SESSION);
        return exchange;
    }

    private static final class Names implements ComponentNames {
        @Override
        public String google(String account) {
            return "google";
        }

        @Override
        public String oneDrive(String account) {
            return "onedrive";
        }
    }

    /** No upload is so long that it has an address to keep. */
    private static final class Secrets implements SecretStore {
        @Override
        public Optional<String> get(String account, String name) {
            return Optional.empty();
        }

        @Override
        public void put(String account, String name, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String account, String name) {}
    }
}
