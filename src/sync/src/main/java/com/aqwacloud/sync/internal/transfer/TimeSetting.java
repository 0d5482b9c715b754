package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.BatchRequest;
import com.aqwacloud.camel.component.microsoft.onedrive.BatchResponse;
import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ItemAddress;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the times of many files in one request, and completes their jobs with it. A small file is
 * uploaded in a request that can't carry times; OneDrive takes up to twenty requests in a batch.
 * Thread-safe.
 */
public final class TimeSetting {
    private static final Logger LOG = LoggerFactory.getLogger(TimeSetting.class);
    private static final String FILES = "AqwaFiles";

    private final Database database;
    private final TransferQueue queue;
    private final Completion completion;
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final UntimedFiles untimed = new UntimedFiles();

    /**
     * @param queue knows which other files may come
     */
    public TimeSetting(Database database, TransferQueue queue, Clock clock) {
        this.database = database;
        this.queue = queue;
        this.completion = new Completion(clock);
        this.clock = clock;
    }

    /** Whether the file that the job in hand brought does not have its times yet. */
    public boolean due(Exchange exchange) {
        Run run = Run.of(exchange);
        if (!run.work().content() || run.work().source() == null || !run.work().source().isFile()) {
            return false;
        }
        Item source = run.work().source();
        Item arrived = run.arrived(exchange);
        boolean created = run.work().action() == Action.CREATE;
        return arrived.isFile()
                && (differ(source.modifiedAt(), arrived.modifiedAt())
                        || created && differ(source.createdAt(), arrived.createdAt()));
    }

    private static boolean differ(Instant wanted, Instant present) {
        return wanted != null && !Objects.equals(seconds(wanted), seconds(present));
    }

    private static Instant seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Keeps that the file is there, so that a crash before it has its times sends nothing twice,
     * and whoever wants its name meanwhile knows whose it is.
     */
    public void keepContent(Exchange exchange) {
        Run run = Run.of(exchange);
        Arrival arrival = Arrival.of(exchange);
        database.change(
                tx -> {
                    if (jobs.find(tx, run.job().id()).isPresent()) {
                        completion.keepContent(tx, run, arrival);
                    }
                });
        untimed.add(exchange, clock.instant());
    }

    /** Whether the files that are gathered so far need not wait for others: none may start now. */
    @SuppressWarnings("unchecked") // What Camel's aggregator gathers.
    public boolean areAll(Exchange exchange) {
        List<Exchange> files = exchange.getProperty(Exchange.GROUPED_EXCHANGE, List.class);
        Set<Long> known = untimed.underWay();
        known.addAll(ids(files));
        return queue.isNoneToCome(known);
    }

    private static List<Long> ids(List<Exchange> files) {
        return files.stream().map(file -> Run.of(file).job().id()).toList();
    }

    /**
     * Makes one batch of the files that were gathered in the body; of none if all of them have
     * waited for so long that they were seen to already.
     */
    @SuppressWarnings("unchecked") // What Camel's aggregator gathers.
    public void request(Exchange exchange) {
        List<Exchange> files = untimed.begin(exchange.getMessage().getBody(List.class));
        exchange.setProperty(FILES, files);
        exchange.getExchangeExtension().addOnCompletion(new End(files));
        Message message = exchange.getMessage();
        for (String name : List.of(AqwaHeaders.ONEDRIVE, AqwaHeaders.SESSION)) {
            files.stream()
                    .findFirst()
                    .ifPresent(
                            first -> message.setHeader(name, first.getMessage().getHeader(name)));
        }
        var requests = new ArrayList<BatchRequest>();
        for (Exchange file : files) {
            requests.add(request(requests.size(), file));
        }
        message.setBody(requests);
    }

    private static BatchRequest request(int number, Exchange file) {
        Run run = Run.of(file);
        Item arrived = run.arrived(file);
        var times = new LinkedHashMap<String, String>();
        put(times, "createdDateTime", run.work().source().createdAt());
        put(times, "lastModifiedDateTime", run.work().source().modifiedAt());
        return new BatchRequest(
                Integer.toString(number),
                "PATCH",
                ItemAddress.of(file, arrived.id()),
                arrived.etag() == null ? Map.of() : Map.of("If-Match", arrived.etag()),
                Map.of("fileSystemInfo", times),
                List.of());
    }

    private static void put(Map<String, String> times, String name, Instant time) {
        if (time != null) {
            times.put(name, time.toString());
        }
    }

    /**
     * Completes the jobs by the answers in the body; the body becomes what is to be told of each. A
     * file whose times could not be set is complete nevertheless: its times are planned again, and
     * left to whoever edited it meanwhile.
     */
    @SuppressWarnings("unchecked") // What the batch operation gives.
    public void keep(Exchange exchange) {
        List<BatchResponse> answers = exchange.getMessage().getBody(List.class);
        List<Exchange> files = files(exchange);
        var told = new ArrayList<Message>();
        database.change(
                tx -> {
                    for (int i = 0; i < files.size(); i++) {
                        Exchange file = files.get(i);
                        Run run = Run.of(file);
                        if (jobs.find(tx, run.job().id()).isEmpty()) {
                            continue;
                        }
                        BatchResponse answer = answers.get(i);
                        Arrival uploaded = Arrival.of(file);
                        Optional<Item> now = answer.item().map(item -> run.placed(item));
                        answer.failure().ifPresent(why -> report(run, why));
                        Optional<Long> conflict =
                                now.isPresent()
                                        ? completion.complete(tx, run, uploaded.with(now.get()))
                                        : completion.completeWithoutTimes(tx, run, uploaded);
                        told.add(completed(tx, file, conflict));
                    }
                });
        untimed.over(files);
        exchange.getMessage().setBody(told);
    }

    /** The whole batch failed: the files are complete but for their times. */
    public void leave(Exchange exchange) {
        Throwable why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        List<Exchange> files = files(exchange);
        LOG.info(
                "The times of {} files are set later: {}",
                files.size(),
                Failures.explain(why).sentence());
        exchange.getMessage().setBody(leave(files));
    }

    private List<Message> leave(List<Exchange> files) {
        var told = new ArrayList<Message>();
        database.change(
                tx -> {
                    for (Exchange file : files) {
                        if (jobs.find(tx, Run.of(file).job().id()).isPresent()) {
                            told.add(left(tx, file));
                        }
                    }
                });
        untimed.over(files);
        return told;
    }

    private Message left(Tx tx, Exchange file) {
        Optional<Long> conflict =
                completion.completeWithoutTimes(tx, Run.of(file), Arrival.of(file));
        return completed(tx, file, conflict);
    }

    /**
     * Completes, but for their times, files that nobody has in hand any more: they were gathered,
     * or in a batch, as routes were stopped.
     *
     * @return what is to be told of each
     */
    public List<Message> leaveLost() {
        List<Exchange> lost = untimed.begin(untimed.lost(clock.instant()));
        try {
            List<Exchange> ended = lost.stream().filter(this::isNobodys).toList();
            if (!ended.isEmpty()) {
                LOG.info(
                        "The times of {} files are set later: their batch was cut off",
                        ended.size());
            }
            return leave(ended);
        } finally {
            untimed.end(lost);
        }
    }

    /** Whoever carries the job out anew looks after the file, too. */
    private boolean isNobodys(Exchange file) {
        long id = Run.of(file).job().id();
        return !queue.isClaimed(id) && queue.isRunning(id);
    }

    private Message completed(Tx tx, Exchange file, Optional<Long> conflict) {
        conflict.ifPresent(id -> TransferSteps.decided(file, id));
        file.getMessage().setHeader(AqwaHeaders.STEP, "completed");
        jobs.find(tx, Run.of(file).job().id())
                .ifPresent(job -> file.getMessage().setHeader(AqwaHeaders.TOLD, job));
        return file.getMessage();
    }

    private static void report(Run run, OneDriveException why) {
        LOG.info("The times of {} are set later: {}", run.job().path(), why.getMessage());
    }

    @SuppressWarnings("unchecked") // Set by request.
    private static List<Exchange> files(Exchange exchange) {
        return exchange.getProperty(FILES, List.class);
    }

    /** A batch is over, however it went. */
    private final class End extends SynchronizationAdapter {
        private final List<Exchange> files;

        End(List<Exchange> files) {
            this.files = files;
        }

        @Override
        public void onDone(Exchange exchange) {
            untimed.end(files);
        }
    }
}
