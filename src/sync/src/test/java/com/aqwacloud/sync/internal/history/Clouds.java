package com.aqwacloud.sync.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aqwacloud.camel.component.microsoft.onedrive.BatchRequest;
import com.aqwacloud.camel.component.microsoft.onedrive.BatchResponse;
import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.camel.component.microsoft.onedrive.OneDriveException;
import com.aqwacloud.camel.component.microsoft.onedrive.Refusals;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.account.TokenUnavailableException;
import com.aqwacloud.sync.internal.history.DestinationDrive.Actor;
import com.aqwacloud.sync.internal.plan.Origin;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.transfer.SourceContent;
import com.aqwacloud.sync.internal.transfer.SourceReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * What the engine asks of both clouds, with the faults that were called for. Watches that the
 * engine takes nothing from a person that nobody decided to give up.
 */
final class Clouds implements SourceReader {
    private static final String THEN = "ModelThen";
    private static final String JOB = "ModelJob";
    private static final String GAVE_WAY = "ModelGaveWay";

    private final SourceDrive source;
    private final DestinationDrive destination;
    private final ModelClock clock;
    private final List<String> story;
    private final Ledger ledger;
    private final List<String> wrongs = new ArrayList<>();
    private final Deque<Exception> refusals = new ArrayDeque<>();
    private final Deque<OneDriveException> lostAnswers = new ArrayDeque<>();
    private int damages;
    private int calls;

    /** What the engine had been told when it decided a job. */
    private record Then(
            Map<String, Long> told, Map<String, Place> places, String name, String parent) {}

    /** Where an item was told to be. */
    private record Place(String parent, String name) {}

    /** The place that a file had before it was kept beside, and who gave it that. */
    private record Left(
            String parent, Actor placer, String name, Actor namer, String personsName) {}

    private interface Work {
        DestinationDrive.Node run() throws OneDriveException;
    }

    interface Question {
        DriveItem run() throws OneDriveException;
    }

    Clouds(
            SourceDrive source,
            DestinationDrive destination,
            ModelClock clock,
            List<String> story,
            Ledger ledger) {
        this.source = source;
        this.destination = destination;
        this.clock = clock;
        this.story = story;
        this.ledger = ledger;
    }

    DestinationDrive destination() {
        return destination;
    }

    List<String> wrongs() {
        return wrongs;
    }

    int calls() {
        return calls;
    }

    /** The next call comes to nothing: at the service, or before it is sent. */
    void refuseNext(boolean sent) {
        refusals.add(
                sent ? Refusals.of(503) : new TokenUnavailableException("No token.", null, null));
    }

    /** The next write is done, and nobody hears of it: no answer comes, or that of a gateway. */
    void loseNextAnswer(boolean gateway) {
        lostAnswers.add(Refusals.of(gateway ? 504 : 0));
    }

    /** The next content that replaces another arrives with the same length, but not as sent. */
    void damageNextUpdate() {
        damages++;
    }

    void noFaults() {
        refusals.clear();
        lostAnswers.clear();
        damages = 0;
    }

    /** Remembers what was known when the job in hand was decided. */
    void decided(Exchange exchange, Job job) {
        exchange.setProperty(JOB, job);
        var told = new HashMap<String, Long>();
        var places = new HashMap<String, Place>();
        for (DestinationDrive.Node node : destination.all()) {
            told.put(node.id, node.told);
            places.put(node.id, new Place(node.toldParent, node.toldName));
        }
        SourceDrive.Node from = source.node(job.sourceId());
        exchange.setProperty(
                THEN,
                new Then(
                        told,
                        places,
                        from == null ? null : from.toldName,
                        from == null ? null : from.toldParent));
    }

    DriveItem call(Question question) throws OneDriveException {
        calls++;
        refuse();
        return question.run();
    }

    private DriveItem write(String what, Work work) throws OneDriveException {
        calls++;
        refuse();
        DestinationDrive.Node node;
        try {
            node = work.run();
        } catch (OneDriveException e) {
            story.add("    " + what + ": " + e.getMessage());
            throw e;
        }
        OneDriveException lost = lostAnswers.poll();
        if (lost != null) {
            story.add("    " + what + ": done, and the answer is lost (" + lost + ")");
            throw lost;
        }
        story.add("    " + what + (node == null ? "" : " -> " + node));
        return node == null ? null : destination.item(node);
    }

    private void refuse() throws OneDriveException {
        Exception refusal = refusals.poll();
        if (refusal instanceof OneDriveException answer) {
            story.add("    refused");
            throw answer;
        }
        if (refusal instanceof TokenUnavailableException unsent) {
            story.add("    not sent");
            throw unsent;
        }
    }

    // ---- the calls of the routes

    DriveItem createFolder(Exchange exchange) throws OneDriveException {
        String parent = header(exchange, AqwaHeaders.PARENT_ID);
        String name = header(exchange, AqwaHeaders.NAME);
        return write(
                "make folder " + parent + "/" + name,
                () ->
                        placed(
                                exchange,
                                destination.create(
                                        parent, name, null, clock.instant(), Actor.ENGINE)));
    }

    DriveItem upload(Exchange exchange, String content, boolean fresh) throws OneDriveException {
        if (fresh) {
            String parent = header(exchange, AqwaHeaders.PARENT_ID);
            String name = header(exchange, AqwaHeaders.NAME);
            return write(
                    "create " + parent + "/" + name + " =" + content,
                    () ->
                            inPlaceOfLeft(
                                    exchange,
                                    placed(
                                            exchange,
                                            filled(
                                                    destination.create(
                                                            parent,
                                                            name,
                                                            content,
                                                            clock.instant(),
                                                            Actor.ENGINE)))));
        }
        String id = header(exchange, AqwaHeaders.DESTINATION_ID);
        return write(
                "replace " + id + " =" + content,
                () -> {
                    DestinationDrive.Node before = destination.node(id);
                    boolean persons = !before.deleted && isPersons(before);
                    String lost = before.content;
                    String arriving = damages > 0 ? "!" + content.substring(1) : content;
                    var now =
                            destination.replace(
                                    id,
                                    header(exchange, AqwaHeaders.ETAG),
                                    arriving,
                                    clock.instant(),
                                    Actor.ENGINE);
                    damages = Math.max(0, damages - 1);
                    String from = header(exchange, AqwaHeaders.SOURCE_ID);
                    if (persons && !lost.equals(content) && !ledger.wasDecidedForSource(from)) {
                        wrongs.add("replaced a person's " + lost + " in " + now + " undecided");
                    }
                    now.agreedContent = content;
                    now.arrivedContent = arriving;
                    return now;
                });
    }

    /** What gets the folder or name of what is kept beside has it from whoever gave it to that. */
    private static DestinationDrive.Node inPlaceOfLeft(
            Exchange exchange, DestinationDrive.Node fresh) {
        Left left = exchange.getProperty(GAVE_WAY, Left.class);
        if (left != null && left.parent().equals(fresh.parent)) {
            fresh.placer = left.placer();
        }
        if (left != null && left.name().equals(fresh.name)) {
            fresh.namer = left.namer();
            fresh.personsName = left.personsName();
        }
        return fresh;
    }

    DriveItem keepBoth(Exchange exchange) throws OneDriveException {
        String id = header(exchange, AqwaHeaders.DESTINATION_ID);
        String name = header(exchange, AqwaHeaders.KEEP_AS);
        return write(
                "keep " + id + " as " + name,
                () -> {
                    var kept = destination.node(id);
                    var left =
                            new Left(
                                    kept.parent,
                                    kept.placer,
                                    kept.name,
                                    kept.namer,
                                    kept.personsName);
                    var now =
                            destination.arrange(
                                    id,
                                    header(exchange, AqwaHeaders.ETAG),
                                    kept.parent,
                                    name,
                                    Actor.PERSON);
                    now.maker = Actor.PERSON;
                    exchange.setProperty(GAVE_WAY, left);
                    return now;
                });
    }

    DriveItem rename(Exchange exchange) throws OneDriveException {
        return arrange(exchange, null, header(exchange, AqwaHeaders.NAME));
    }

    DriveItem move(Exchange exchange) throws OneDriveException {
        boolean renames = exchange.getMessage().getHeader(AqwaHeaders.RENAMES, boolean.class);
        return arrange(
                exchange,
                header(exchange, AqwaHeaders.PARENT_ID),
                renames ? header(exchange, AqwaHeaders.NAME) : null);
    }

    DriveItem arrange(Exchange exchange) throws OneDriveException {
        return arrange(
                exchange,
                header(exchange, AqwaHeaders.PARENT_ID),
                header(exchange, AqwaHeaders.NAME));
    }

    private DriveItem arrange(Exchange exchange, String parent, String name)
            throws OneDriveException {
        String id = header(exchange, AqwaHeaders.DESTINATION_ID);
        String etag = header(exchange, AqwaHeaders.ETAG);
        Then then = exchange.getProperty(THEN, Then.class);
        return write(
                "arrange " + id + " as " + parent + "/" + name,
                () -> {
                    DestinationDrive.Node node = destination.node(id);
                    var before = new Place(node.parent, node.name);
                    var now = destination.arrange(id, etag, parent, name, Actor.ENGINE);
                    if (!before.equals(then.places().get(id))) {
                        wrongs.add(
                                "took " + now + " from where a person put it unheard: " + before);
                    }
                    return placed(exchange, now);
                });
    }

    DriveItem touch(Exchange exchange) throws OneDriveException {
        String id = header(exchange, AqwaHeaders.DESTINATION_ID);
        return write(
                "touch " + id,
                () ->
                        destination.setTimes(
                                id,
                                header(exchange, AqwaHeaders.ETAG),
                                exchange.getMessage().getHeader(AqwaHeaders.CREATED, Instant.class),
                                exchange.getMessage()
                                        .getHeader(AqwaHeaders.MODIFIED, Instant.class),
                                Actor.ENGINE));
    }

    void delete(Exchange exchange) throws OneDriveException {
        String id = header(exchange, AqwaHeaders.DESTINATION_ID);
        Then then = exchange.getProperty(THEN, Then.class);
        write(
                "delete " + id,
                () -> {
                    DestinationDrive.Node node = destination.node(id);
                    var going = new ArrayList<>(List.of(node));
                    going.addAll(destination.within(node));
                    // What the feed did not tell before is a race that no call can win, except
                    // about a file itself, of which If-Match tells.
                    Set<String> known =
                            going.stream()
                                    .filter(
                                            each ->
                                                    each == node && !node.folder
                                                            || isToldIn(node, each, then.told()))
                                    .map(each -> each.id)
                                    .collect(Collectors.toSet());
                    destination.delete(id, header(exchange, AqwaHeaders.ETAG), Actor.ENGINE);
                    overtake(going, known);
                    String from = exchange.getProperty(JOB, Job.class).sourceId();
                    for (DestinationDrive.Node each : going) {
                        if (isPersons(each)
                                && known.contains(each.id)
                                && !ledger.wasDecidedForSource(from)) {
                            wrongs.add("deleted a person's " + each + " undecided");
                        }
                    }
                    return null;
                });
    }

    /** Whether it was told of something, and of all that it is in, that it is in that folder. */
    private boolean isToldIn(
            DestinationDrive.Node folder, DestinationDrive.Node inner, Map<String, Long> told) {
        var at = inner;
        while (at != folder && told.getOrDefault(at.id, 0L) == at.changed) {
            at = destination.node(at.parent);
        }
        return at == folder && told.getOrDefault(at.id, 0L) == at.changed;
    }

    /** Notes what was in the folder without being told, and what the engine took to be in it. */
    private void overtake(List<DestinationDrive.Node> gone, Set<String> known) {
        Set<String> folders = gone.stream().map(each -> each.id).collect(Collectors.toSet());
        for (DestinationDrive.Node each : destination.all()) {
            if (folders.contains(each.id)) {
                each.overtaken = each.overtaken || !known.contains(each.id);
            } else if (!each.deleted && folders.contains(each.toldParent)) {
                each.overtaken = true;
                destination.within(each).forEach(inner -> inner.overtaken = true);
            }
        }
    }

    BatchResponse setTimes(BatchRequest request) throws OneDriveException {
        String id = request.url().substring(request.url().lastIndexOf('/') + 1);
        Map<?, ?> times = (Map<?, ?>) ((Map<?, ?>) request.body()).get("fileSystemInfo");
        try {
            write(
                    "set times of " + id,
                    () ->
                            destination.setTimes(
                                    id,
                                    request.headers().get("If-Match"),
                                    time(times.get("createdDateTime")),
                                    time(times.get("lastModifiedDateTime")),
                                    Actor.ENGINE));
        } catch (OneDriveException e) {
            if (e.getStatus() == 0 || e.getStatus() >= 500) {
                throw e;
            }
            return new BatchResponse(
                    request.id(),
                    e.getStatus(),
                    Map.of(),
                    MissingNode.getInstance(),
                    Optional.of(e));
        }
        return new BatchResponse(
                request.id(),
                200,
                Map.of(),
                destination.json(destination.node(id)),
                Optional.empty());
    }

    private static Instant time(Object text) {
        return text == null ? null : Instant.parse(text.toString());
    }

    /** The destination's file, as it was last told, turned out to hold what the source does. */
    void compared(Exchange exchange) {
        destination.node(header(exchange, AqwaHeaders.DESTINATION_ID)).agreedContent =
                source.node(header(exchange, AqwaHeaders.SOURCE_ID)).content;
    }

    /** A conflict was decided by a preference: the side must have won that this means. */
    void decided(StoredConflict stored, ConflictPreference preference) {
        Conflict conflict = stored.conflict();
        SourceDrive.Node here = source.node(conflict.source().id());
        DestinationDrive.Node there = destination.node(conflict.destination().id());
        if (conflict.resolution() == ConflictPreference.DESTINATION) {
            here.decidedAgainst.add(conflict.source().hash());
        }
        // About what it is no longer, nothing was decided.
        boolean holds =
                source.isInScope(here) == conflict.source().exists()
                        && (here.folder
                                || conflict.source().hash() == null
                                || conflict.source().hash().equals(SourceDrive.md5(here.content)))
                        && there.deleted != conflict.destination().exists()
                        && (there.deleted || there.etag().equals(stored.destinationEtag()));
        boolean told = holds && source.isTold(here) && there.told == there.changed;
        ConflictPreference winner =
                Winner.of(preference, source.isInScope(here) ? here : null, there);
        if (told && conflict.resolution() != winner) {
            wrongs.add(
                    "%s won, and %s is %s: %s, %s"
                            .formatted(conflict.resolution(), preference, winner, here, there));
        }
    }

    /**
     * It was decided that what the destination's file holds stays: from now on it is agreed on,
     * unless there was nothing to agree with, or the file stands for another by now.
     */
    void stays(Conflict conflict) {
        String id = conflict.destination().id();
        DestinationDrive.Node node = id == null ? null : destination.node(id);
        if (node != null
                && !node.folder
                && conflict.source().exists()
                && DestinationDrive.hash(node.content).equals(conflict.destination().hash())
                && ledger.baselineOf(node)
                        .map(Baseline::sourceId)
                        .filter(other -> !other.equals(conflict.source().id()))
                        .isEmpty()) {
            node.agreedContent = node.content;
        }
    }

    private static DestinationDrive.Node filled(DestinationDrive.Node node) {
        node.agreedContent = node.content;
        return node;
    }

    private static DestinationDrive.Node placed(Exchange exchange, DestinationDrive.Node node) {
        Then then = exchange.getProperty(THEN, Then.class);
        node.agreedName = then.name();
        node.agreedParent = then.parent();
        return node;
    }

    /** Whether a person put there what it holds, and the engine never had it from the source. */
    static boolean isPersons(DestinationDrive.Node file) {
        return !file.folder
                && (file.author == Actor.PERSON || file.maker == Actor.PERSON)
                && !file.content.equals(file.agreedContent)
                && !file.content.equals(file.arrivedContent);
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    // ---- reading the source

    @Override
    public SourceContent content(Origin origin, long size) {
        String id = ((Origin.Stored) origin).fileId();
        return new SourceContent() {
            private SourceDrive.Node file() {
                SourceDrive.Node file = source.node(id);
                if (file.purged) {
                    throw com.aqwacloud.sync.internal.google.Refusals.gone();
                }
                return file;
            }

            @Override
            public long length() {
                return size;
            }

            @Override
            public InputStream open(long offset) {
                byte[] bytes = file().content.getBytes(UTF_8);
                return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
            }

            @Override
            public String md5() {
                return SourceDrive.md5(file().content);
            }

            @Override
            public void close() {}
        };
    }
}
