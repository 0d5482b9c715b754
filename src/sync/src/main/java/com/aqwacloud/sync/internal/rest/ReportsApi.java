package com.aqwacloud.sync.internal.rest;

import com.aqwacloud.sync.api.DryRuns;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.ReportEntry;
import com.aqwacloud.sync.api.ReportKind;
import com.aqwacloud.sync.api.Reports;
import com.aqwacloud.sync.api.SessionReport;
import com.aqwacloud.sync.api.Verifications;
import com.aqwacloud.sync.internal.event.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What the REST API tells of a session's past and future. Thread-safe. */
public final class ReportsApi {
    private static final String CSV = "text/csv";
    private static final int USUAL_FIRST = 1;

    private static final String DOWNLOAD = "downloadBytes";

    private final Reports reports;
    private final Verifications verifications;
    private final DryRuns dryRuns;

    public ReportsApi(Reports reports, Verifications verifications, DryRuns dryRuns) {
        this.reports = reports;
        this.verifications = verifications;
        this.dryRuns = dryRuns;
    }

    /** Totals and a page of entries; all entries as lines for who accepts nothing but those. */
    public void report(Exchange exchange) {
        String accepted = exchange.getMessage().getHeader("Accept", "", String.class);
        if (accepted.contains(CSV)) {
            reportCsv(exchange);
            return;
        }
        RestApi.answer(
                exchange,
                200,
                () ->
                        reports.report(
                                RestApi.id(exchange),
                                RestApi.choice(exchange, "kind", ReportKind.class),
                                RestApi.query(exchange, "after"),
                                RestApi.limit(exchange)));
    }

    /** All entries as lines of comma-separated values. */
    public void reportCsv(Exchange exchange) {
        download(
                exchange,
                "csv",
                CSV + "; charset=utf-8",
                id ->
                        Stream.concat(
                                Stream.of(Csv.head()), stream(reports.entries(id)).map(Csv::line)));
    }

    /** Totals and all entries. */
    public void reportJson(Exchange exchange) {
        download(exchange, "json", "application/json", this::json);
    }

    private Stream<String> json(String id) {
        SessionReport totals = reports.report(id, null, null, USUAL_FIRST);
        ObjectNode head = JsonFormat.mapper().valueToTree(totals);
        head.remove(List.of("entries", "next"));
        String opened = head.toString();
        Iterator<ReportEntry> entries = reports.entries(id);
        Iterable<String> lines =
                () ->
                        new Iterator<>() {
                            private String before = "\n";

                            @Override
                            public boolean hasNext() {
                                return entries.hasNext();
                            }

                            @Override
                            public String next() {
                                String line = before + write(entries.next());
                                before = ",\n";
                                return line;
                            }
                        };
        return Stream.concat(
                Stream.of(opened.substring(0, opened.length() - 1) + ",\"entries\":["),
                Stream.concat(
                        StreamSupport.stream(lines.spliterator(), false), Stream.of("\n]}\n")));
    }

    /** Begins to compare both sides fully. */
    public void startVerification(Exchange exchange) {
        RestApi.answer(
                exchange,
                202,
                () -> verifications.start(RestApi.id(exchange), downloadBytes(exchange)));
    }

    /** The latest comparison of both sides; 204 where there was none yet. */
    public void verification(Exchange exchange) {
        latest(exchange, verifications::find);
    }

    private static void latest(Exchange exchange, Function<String, Optional<?>> task) {
        RestApi.attempt(
                exchange,
                () ->
                        task.apply(RestApi.id(exchange))
                                .ifPresentOrElse(
                                        found -> RestApi.answer(exchange, 200, () -> found),
                                        () -> RestApi.nothing(exchange)));
    }

    /** Begins to work out what the session would do. */
    public void startPlan(Exchange exchange) {
        RestApi.answer(exchange, 202, () -> dryRuns.start(RestApi.id(exchange)));
    }

    /** What the session would do, as it was worked out last; 204 where it was not. */
    public void plan(Exchange exchange) {
        latest(exchange, dryRuns::find);
    }

    private static long downloadBytes(Exchange exchange) {
        if (exchange.getMessage().getBody() == null) {
            return 0;
        }
        JsonNode body = RestApi.body(exchange);
        RestApi.refuseUnknown(body, Set.of(DOWNLOAD));
        JsonNode bytes = body.path(DOWNLOAD);
        if (bytes.isMissingNode()) {
            return 0;
        }
        if (!bytes.isIntegralNumber() || !bytes.canConvertToLong()) {
            throw new InvalidValueException(DOWNLOAD, "must be a whole number of bytes");
        }
        return bytes.longValue();
    }

    private static String write(ReportEntry entry) {
        try {
            return JsonFormat.mapper().writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry could not be written as JSON", e);
        }
    }

    /** Of an iterator that reads as it goes, and so is read as it goes. */
    private static <T> Stream<T> stream(Iterator<T> iterator) {
        Iterable<T> once = () -> iterator;
        return StreamSupport.stream(once.spliterator(), false);
    }

    private static void download(
            Exchange exchange, String ending, String type, Function<String, Stream<String>> texts) {
        String id = RestApi.id(exchange);
        RestApi.attempt(
                exchange,
                () -> {
                    Stream<String> all = texts.apply(id);
                    Message message = exchange.getMessage();
                    message.setBody(new TextStream(all.iterator()));
                    message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
                    message.setHeader(Exchange.CONTENT_TYPE, type);
                    message.setHeader(
                            "Content-Disposition",
                            "attachment; filename=\"session-" + id + "." + ending + "\"");
                });
    }
}
