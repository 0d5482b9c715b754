package com.aqwacloud.sync.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aqwacloud.camel.component.microsoft.onedrive.BatchRequest;
import com.aqwacloud.camel.component.microsoft.onedrive.ContentSource;
import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.camel.component.microsoft.onedrive.NameConflictException;
import com.aqwacloud.camel.component.microsoft.onedrive.NotFoundException;
import com.aqwacloud.camel.component.microsoft.onedrive.PreconditionFailedException;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.StoreException;
import com.aqwacloud.sync.internal.transfer.EarlierAttempts;
import com.aqwacloud.sync.internal.transfer.TimeSetting;
import com.aqwacloud.sync.internal.transfer.TransferSteps;
import java.io.EOFException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** One job on its way through the routes of {@code transfer.xml}, step by step. */
final class Courier {
    private final Exchange exchange;
    private final TransferSteps steps;
    private final EarlierAttempts earlier;
    private final TimeSetting times;
    private final Clouds clouds;
    private final LongConsumer conflicts;
    private final Deque<Step> next = new ArrayDeque<>();

    private interface Step {
        void run() throws Exception;
    }

    Courier(
            Exchange exchange,
            TransferSteps steps,
            EarlierAttempts earlier,
            TimeSetting times,
            Clouds clouds,
            LongConsumer conflicts) {
        this.exchange = exchange;
        this.steps = steps;
        this.earlier = earlier;
        this.times = times;
        this.clouds = clouds;
        this.conflicts = conflicts;
        next.add(this::begin);
    }

    /** Makes the next step; false if that was the last. */
    boolean step() {
        try {
            next.remove().run();
        } catch (StoreException e) {
            throw e;
        } catch (Exception e) {
            failed(e);
        }
        if (next.isEmpty()) {
            steps.release(exchange);
            return false;
        }
        return true;
    }

    private void failed(Exception cause) {
        next.clear();
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
        steps.fail(exchange);
        if (cause instanceof NameConflictException
                || cause instanceof PreconditionFailedException
                || cause instanceof NotFoundException) {
            next.add(this::refresh);
        }
    }

    private void refresh() throws Exception {
        DriveItem told;
        try {
            if (header(AqwaHeaders.DESTINATION_ID) != null && !flag(AqwaHeaders.TAKEN)) {
                String id = header(AqwaHeaders.DESTINATION_ID);
                told = clouds.call(() -> clouds.destination().get(id));
            } else {
                String keepAs = header(AqwaHeaders.KEEP_AS);
                String name = keepAs == null ? header(AqwaHeaders.NAME) : keepAs;
                told =
                        clouds.call(
                                () ->
                                        clouds.destination()
                                                .get(header(AqwaHeaders.PARENT_ID), name));
            }
        } catch (NotFoundException e) {
            steps.vanished(exchange);
            return;
        }
        exchange.getMessage().setBody(told);
        steps.refreshed(exchange);
    }

    private void look() throws Exception {
        try {
            String folder = header(AqwaHeaders.PARENT_ID);
            String name = header(AqwaHeaders.NAME);
            told(clouds.call(() -> clouds.destination().get(folder, name)));
        } catch (NotFoundException e) {
            earlier.unseen(exchange);
            return;
        }
        earlier.seen(exchange);
    }

    // ---- the ways of the actions

    private void begin() {
        Job job = exchange.getMessage().getBody(Job.class);
        clouds.decided(exchange, job);
        steps.begin(exchange);
        String action = header(AqwaHeaders.ACTION);
        if (action.equals("conflict")) {
            conflicts.accept(number(AqwaHeaders.CONFLICT));
            return;
        }
        if (action.equals("none")) {
            return;
        }
        if (action.equals("look")) {
            next.add(this::look);
            return;
        }
        if (header(AqwaHeaders.KEEP_AS) != null) {
            next.add(() -> told(clouds.keepBoth(exchange)));
            next.add(() -> steps.kept(exchange));
        }
        switch (action) {
            case "create-folder" -> next.add(() -> told(clouds.createFolder(exchange)));
            case "create" -> upload(true);
            case "update" -> {
                if (flag(AqwaHeaders.LEFT)) {
                    compare();
                }
                if (flag(AqwaHeaders.PLACE)) {
                    next.add(this::arrangeFirst);
                }
                upload(false);
            }
            case "adopt" -> adopt();
            case "rename" -> next.add(() -> told(clouds.rename(exchange)));
            case "move" -> next.add(() -> told(clouds.move(exchange)));
            case "touch" -> next.add(() -> told(clouds.touch(exchange)));
            case "delete" ->
                    next.add(
                            () -> {
                                clouds.delete(exchange);
                                told(null);
                            });
            default -> throw new IllegalStateException(action);
        }
        next.add(this::end);
    }

    private void arrangeFirst() throws Exception {
        DriveItem arranged = clouds.arrange(exchange);
        told(arranged);
        exchange.getMessage().setHeader(AqwaHeaders.ETAG, arranged.eTag());
    }

    private void upload(boolean fresh) {
        unlessSame(
                () -> {
                    steps.open(exchange);
                    steps.follow(exchange);
                });
        unlessSame(() -> told(clouds.upload(exchange, read(), fresh)));
        unlessSame(
                () -> {
                    if (!steps.verify(exchange)) {
                        throw new IllegalStateException("The model tells every hash");
                    }
                });
    }

    /** What a step before found to be there already needs no upload. */
    private void unlessSame(Step step) {
        next.add(
                () -> {
                    if (!flag(AqwaHeaders.SAME)) {
                        step.run();
                    }
                });
    }

    private void compare() {
        next.add(() -> steps.open(exchange));
        next.add(
                () -> {
                    steps.compare(exchange);
                    if (flag(AqwaHeaders.SAME)) {
                        clouds.compared(exchange);
                    }
                    exchange.getMessage().setBody(null);
                });
    }

    /** As much as was announced is sent, and nothing if the file turns out to be shorter. */
    private String read() throws Exception {
        var source = exchange.getMessage().getBody(ContentSource.class);
        int announced = (int) source.length();
        try (InputStream content = source.open(0)) {
            byte[] read = content.readNBytes(announced);
            if (read.length < announced) {
                throw new EOFException();
            }
            return new String(read, UTF_8);
        }
    }

    private void adopt() {
        compare();
        next.add(
                () -> {
                    if (!flag(AqwaHeaders.SAME)) {
                        steps.differ(exchange);
                        Long conflict = number(AqwaHeaders.CONFLICT);
                        if (conflict != null) {
                            conflicts.accept(conflict);
                        }
                    }
                });
    }

    private void end() {
        boolean due = times.due(exchange);
        if (!"started".equals(header(AqwaHeaders.STEP))) {
            return;
        }
        if (!due) {
            steps.complete(exchange);
            return;
        }
        times.keepContent(exchange);
        steps.release(exchange);
        next.add(this::setTimes);
    }

    /** A batch of one. */
    private void setTimes() {
        var batch = new DefaultExchange(exchange.getContext());
        batch.getMessage().setBody(List.of(exchange));
        times.request(batch);
        @SuppressWarnings("unchecked")
        List<BatchRequest> requests = batch.getMessage().getBody(List.class);
        try {
            batch.getMessage().setBody(List.of(clouds.setTimes(requests.get(0))));
            next.add(() -> times.keep(batch));
        } catch (Exception e) {
            batch.setProperty(Exchange.EXCEPTION_CAUGHT, e);
            next.add(() -> times.leave(batch));
        }
    }

    private void told(DriveItem item) {
        exchange.getMessage().setBody(item);
    }

    private String header(String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    private Long number(String name) {
        return exchange.getMessage().getHeader(name, Long.class);
    }

    private boolean flag(String name) {
        return Boolean.TRUE.equals(exchange.getMessage().getHeader(name));
    }
}
