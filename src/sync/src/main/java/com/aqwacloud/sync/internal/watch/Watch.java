package com.aqwacloud.sync.internal.watch;

import static com.aqwacloud.sync.internal.watch.SessionWrites.GOOGLE_DRIVE;
import static com.aqwacloud.sync.internal.watch.SessionWrites.ONEDRIVE;
import static com.aqwacloud.sync.internal.watch.SessionWrites.body;
import static com.aqwacloud.sync.internal.watch.SessionWrites.goesOn;
import static com.aqwacloud.sync.internal.watch.SessionWrites.nextPage;
import static com.aqwacloud.sync.internal.watch.SessionWrites.proceed;
import static com.aqwacloud.sync.internal.watch.SessionWrites.readFrom;

import com.aqwacloud.camel.component.microsoft.onedrive.Drive;
import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.camel.component.microsoft.onedrive.DriveItemPage;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.google.DriveEntry;
import com.aqwacloud.sync.internal.plan.FreedNames;
import com.aqwacloud.sync.internal.plan.Planned;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.route.GraphItems;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.FeedCursor;
import com.aqwacloud.sync.internal.store.FeedCursor.Phase;
import com.aqwacloud.sync.internal.store.FeedCursors;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.SharedDrives;
import com.aqwacloud.sync.internal.store.SharedFolders;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.StartPageToken;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Keeps what the feeds report, page by page: each page and the cursor behind it in one transaction,
 * so that a crash reads the same page again and loses none. Thread-safe.
 */
public final class Watch {
    static final String LISTING = "listing";
    static final String FEED = "feed";
    static final String UNKNOWN = "unknown";
    private static final String PERSONAL = "personal";

    private final Database database;
    private final Planner planner;
    private final PlanReport report;
    private final ComponentNames names;
    private final StoredSessions sessions = new StoredSessions();
    private final FeedCursors cursors = new FeedCursors();
    private final Items items = new Items();
    private final SourceItems source = new SourceItems();
    private final SharedDrives sharedDrives = new SharedDrives();
    private final SharedFolders sharedFolders = new SharedFolders();
    private final SessionWrites writes;
    private final PollTurns turns = new PollTurns();
    private final FreedNames freed = new FreedNames();
    private final SessionJobs sessionJobs = new SessionJobs();

    /**
     * @param scratch the stores that {@link AqwaHeaders#SCRATCH} may name
     */
    public Watch(
            Database database,
            ScratchStores scratch,
            Planner planner,
            PlanReport report,
            ComponentNames names) {
        this.database = database;
        this.planner = planner;
        this.report = report;
        this.names = names;
        this.writes = new SessionWrites(database, scratch);
    }

    /**
     * Says in headers which accounts and folders the session joins, once no other poll of it is
     * under way; false if it does not run.
     */
    public boolean begin(Exchange exchange) {
        BooleanSupplier wanted =
                () -> !exchange.getContext().isStopping() && running(exchange).isPresent();
        StoredSession stored =
                turns.take(exchange, id(exchange), wanted) ? running(exchange).orElse(null) : null;
        if (stored == null) {
            return false;
        }
        Message message = exchange.getMessage();
        message.setHeader(AqwaHeaders.GOOGLE, names.google(stored.session().source()));
        message.setHeader(AqwaHeaders.ONEDRIVE, names.oneDrive(stored.session().destination()));
        // A session of before has both roots, but not where the destination's drive is.
        message.setHeader(
                AqwaHeaders.SOURCE_ROOT, stored.site() == null ? null : stored.sourceRoot());
        message.setHeader(
                AqwaHeaders.DESTINATION_FOLDER, stored.session().options().destinationFolder());
        return true;
    }

    /** Keeps the source's root folder, which Google Drive told. */
    public void sourceRoot(Exchange exchange) {
        File root = body(exchange, File.class);
        exchange.getMessage().setHeader(AqwaHeaders.SOURCE_ROOT, root.getId());
    }

    /** Keeps which kind of drive the destination's is, which OneDrive told. */
    public void destinationDrive(Exchange exchange) {
        Drive drive = body(exchange, Drive.class);
        exchange.getMessage().setHeader(AqwaHeaders.LIBRARY, !PERSONAL.equals(drive.type()));
    }

    /**
     * Keeps the destination's folder, which OneDrive told, and with it both ends of the session.
     */
    public void destinationRoot(Exchange exchange) {
        DriveItem folder = body(exchange, DriveItem.class);
        Message message = exchange.getMessage();
        String source = message.getHeader(AqwaHeaders.SOURCE_ROOT, String.class);
        String path = message.getHeader(AqwaHeaders.DESTINATION_FOLDER, String.class);
        String site =
                message.getHeader(AqwaHeaders.LIBRARY, false, Boolean.class)
                        ? LibrarySite.of(folder.webUrl(), path)
                        : "";
        writes.keep(exchange, tx -> sessions.setRoots(tx, id(exchange), source, folder.id(), site));
    }

    /** Says in headers where the source is to be read on. */
    public void sourceCursor(Exchange exchange) {
        cursor(exchange, Side.SOURCE);
    }

    /** Says in headers where the destination is to be read on. */
    public void destinationCursor(Exchange exchange) {
        cursor(exchange, Side.DESTINATION);
    }

    private void cursor(Exchange exchange, Side side) {
        Optional<FeedCursor> cursor =
                writes.store(exchange).read(tx -> cursors.find(tx, id(exchange), side));
        String phase =
                cursor.map(known -> known.phase() == Phase.FEED ? FEED : LISTING).orElse(UNKNOWN);
        exchange.getMessage().setHeader(AqwaHeaders.PHASE, phase);
        readFrom(exchange, cursor.map(FeedCursor::token).orElse(null));
    }

    /** The source's feed begins here: all that is there now is listed next. */
    public void sourceStart(Exchange exchange) {
        String told = body(exchange, StartPageToken.class).getStartPageToken();
        String start = goesOn(GOOGLE_DRIVE, null, told);
        writes.keep(exchange, tx -> listSource(tx, id(exchange), start));
        exchange.getMessage().setHeader(AqwaHeaders.PHASE, LISTING);
        proceed(exchange, null, true);
    }

    /** The source is listed from the beginning, with what belongs to others. */
    private void listSource(Tx tx, String session, String start) {
        items.forgetSeen(tx, session, Side.SOURCE);
        sharedDrives.forget(tx, session);
        sharedFolders.forget(tx, session);
        cursors.put(tx, session, Side.SOURCE, new FeedCursor(Phase.LISTING, null, start));
    }

    /** Keeps a page of the source's first listing. */
    public void sourceListed(Exchange exchange) {
        FileList page = body(exchange, FileList.class);
        String session = id(exchange);
        String next = nextPage(exchange, GOOGLE_DRIVE, page.getNextPageToken());
        List<File> files = page.getFiles() == null ? List.of() : page.getFiles();
        writes.keep(
                exchange,
                tx -> {
                    String start =
                            cursors.find(tx, session, Side.SOURCE).orElseThrow().startToken();
                    for (File file : files) {
                        source.keep(tx, session, DriveEntry.from(file));
                    }
                    if (next == null) {
                        source.dropUnseen(tx, session);
                    }
                    cursors.put(
                            tx,
                            session,
                            Side.SOURCE,
                            next == null
                                    ? new FeedCursor(Phase.FEED, start, null)
                                    : new FeedCursor(Phase.LISTING, next, start));
                });
        writes.told(exchange, Side.SOURCE, files.size());
        proceed(exchange, next, next != null);
    }

    /** Keeps a page of the source's changes. */
    public void sourceChanged(Exchange exchange) {
        ChangeList page = body(exchange, ChangeList.class);
        String session = id(exchange);
        String following = nextPage(exchange, GOOGLE_DRIVE, page.getNextPageToken());
        boolean more = following != null;
        String next = goesOn(GOOGLE_DRIVE, following, page.getNewStartPageToken());
        List<DriveEntry> told =
                page.getChanges().stream().map(DriveEntry::from).flatMap(Optional::stream).toList();
        writes.keep(
                exchange,
                tx -> {
                    told.forEach(entry -> keepEntry(tx, session, entry));
                    told.stream()
                            .filter(DriveEntry::removed)
                            .forEach(entry -> source.placed(tx, session, entry.id()));
                    moveOn(tx, session, Side.SOURCE, next);
                });
        writes.told(exchange, Side.SOURCE, page.getChanges().size());
        proceed(exchange, next, more);
    }

    private void keepEntry(Tx tx, String session, DriveEntry entry) {
        if (entry.removed()) {
            source.gone(tx, session, entry.id(), SourceItems.ACCOUNT);
        } else {
            source.keep(tx, session, entry);
        }
    }

    /** Keeps a page of the destination's changes; the first pages list all that is there. */
    public void destinationChanged(Exchange exchange) {
        DriveItemPage page = body(exchange, DriveItemPage.class);
        String session = id(exchange);
        boolean listing =
                !FEED.equals(exchange.getMessage().getHeader(AqwaHeaders.PHASE, String.class));
        boolean first = UNKNOWN.equals(exchange.getMessage().getHeader(AqwaHeaders.PHASE));
        String following = nextPage(exchange, ONEDRIVE, page.nextLink());
        boolean more = following != null;
        String next = goesOn(ONEDRIVE, following, page.deltaLink());
        writes.keep(
                exchange,
                tx -> {
                    if (first) {
                        items.forgetSeen(tx, session, Side.DESTINATION);
                    }
                    for (DriveItem told : page.items()) {
                        keepTold(tx, session, told);
                    }
                    if (listing && !more) {
                        items.dropUnseen(tx, session, Side.DESTINATION);
                    }
                    if (!more && !sessionJobs.anyUnderWay(tx, session)) {
                        items.forgetUnknown(tx, session, Side.DESTINATION);
                    }
                    cursors.put(
                            tx,
                            session,
                            Side.DESTINATION,
                            new FeedCursor(
                                    listing && more ? Phase.LISTING : Phase.FEED, next, null));
                });
        writes.told(exchange, Side.DESTINATION, page.items().size());
        if (first) {
            exchange.getMessage().setHeader(AqwaHeaders.PHASE, LISTING);
        }
        proceed(exchange, next, more);
    }

    private void keepTold(Tx tx, String session, DriveItem told) {
        if (told.root()) {
            return;
        }
        Item item = GraphItems.item(told);
        if (!told.deleted()) {
            keep(tx, session, item);
            return;
        }
        Item known = items.find(tx, session, Side.DESTINATION, told.id()).orElse(null);
        if (known != null) {
            keep(tx, session, known.gone());
        } else if (sessionJobs.anyUnderWay(tx, session)) {
            // A job may just have made it, and not know yet.
            items.put(tx, session, Side.DESTINATION, Item.gone(told.id()), false);
        }
    }

    private void keep(Tx tx, String session, Item item) {
        Item known = items.find(tx, session, Side.DESTINATION, item.id()).orElse(null);
        Item now = known != null && item.parentId() == null ? item.in(known.parentId()) : item;
        planner.told(tx, session, known, now);
        items.put(tx, session, Side.DESTINATION, now, !Objects.equals(known, now));
        if (known != null && known.present() && isElsewhere(known, now)) {
            freed.left(tx, session, known);
        }
    }

    private static boolean isElsewhere(Item known, Item now) {
        return !now.present()
                || !Objects.equals(known.name(), now.name())
                || !Objects.equals(known.parentId(), now.parentId());
    }

    private void moveOn(Tx tx, String session, Side side, String token) {
        cursors.put(tx, session, side, new FeedCursor(Phase.FEED, token, null));
    }

    /** The source no longer knows the cursor: all is listed again, and nothing is lost. */
    public void sourceLost(Exchange exchange) {
        String session = id(exchange);
        writes.keep(
                exchange,
                tx ->
                        listing(tx, session, Side.SOURCE)
                                .ifPresentOrElse(
                                        cut -> listSource(tx, session, cut.startToken()),
                                        () -> cursors.remove(tx, session, Side.SOURCE)));
        writes.untold(exchange, Side.SOURCE);
    }

    /** The destination no longer knows the cursor: all is listed again, and nothing is lost. */
    public void destinationLost(Exchange exchange) {
        String session = id(exchange);
        writes.keep(
                exchange,
                tx ->
                        listing(tx, session, Side.DESTINATION)
                                .ifPresentOrElse(
                                        cut -> listDestination(tx, session),
                                        () -> cursors.remove(tx, session, Side.DESTINATION)));
        writes.untold(exchange, Side.DESTINATION);
    }

    private void listDestination(Tx tx, String session) {
        items.forgetSeen(tx, session, Side.DESTINATION);
        cursors.put(tx, session, Side.DESTINATION, new FeedCursor(Phase.LISTING, null, null));
    }

    /** The cursor of a side as long as that is listed. */
    private Optional<FeedCursor> listing(Tx tx, String session, Side side) {
        return cursors.find(tx, session, side).filter(cursor -> cursor.phase() == Phase.LISTING);
    }

    /** Whether not all of both drives is known yet, and reading them on may tell the rest. */
    public boolean isCutOff(Exchange exchange) {
        String session = id(exchange);
        return writes.store(exchange)
                .read(
                        tx ->
                                Stream.of(Side.values())
                                                .anyMatch(side -> !isFollowed(tx, session, side))
                                        || sharedFolders.putOff(tx, session).isPresent());
    }

    private boolean isFollowed(Tx tx, String session, Side side) {
        return cursors.find(tx, session, side)
                .filter(cursor -> cursor.phase() == Phase.FEED)
                .isPresent();
    }

    /**
     * Makes sure that all is known: behind what only lists both drives comes no poll that goes on.
     *
     * @throws FeedBrokenException if one of them was not listed to its end
     */
    public void listedAll(Exchange exchange) {
        String session = id(exchange);
        for (Side side : Side.values()) {
            if (!writes.store(exchange).<Boolean>read(tx -> isFollowed(tx, session, side))) {
                throw FeedBrokenException.cutOff(side == Side.SOURCE ? GOOGLE_DRIVE : ONEDRIVE);
            }
        }
    }

    /**
     * Plans all that the feeds reported; the body becomes what that came to. What is listed in part
     * waits for the rest: of what is not known yet, all would seem to be missing. Once the session
     * stops, what is left waits for its next start, and perhaps for other options.
     */
    public void plan(Exchange exchange) {
        StoredSession stored = running(exchange).orElse(null);
        if (stored == null || stored.destinationRoot() == null || isBeingListed(exchange)) {
            exchange.getMessage().setBody(new Planned());
            return;
        }
        Scope scope = Scope.of(stored);
        Predicate<Tx> goesOn =
                tx -> running(tx, exchange).map(Scope::of).filter(scope::equals).isPresent();
        exchange.getMessage().setBody(planner.plan(scope, goesOn, report::queued));
    }

    private boolean isBeingListed(Exchange exchange) {
        String session = id(exchange);
        return database.read(
                tx ->
                        Stream.of(Side.values())
                                .anyMatch(side -> listing(tx, session, side).isPresent()));
    }

    private Optional<StoredSession> running(Exchange exchange) {
        return database.read(tx -> running(tx, exchange));
    }

    private Optional<StoredSession> running(Tx tx, Exchange exchange) {
        return sessions.find(tx, id(exchange))
                .filter(stored -> stored.session().state() == SessionState.RUNNING);
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(AqwaHeaders.SESSION, String.class);
    }
}
