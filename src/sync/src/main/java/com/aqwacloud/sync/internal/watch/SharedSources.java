package com.aqwacloud.sync.internal.watch;

import static com.aqwacloud.sync.internal.watch.SessionWrites.GOOGLE_DRIVE;
import static com.aqwacloud.sync.internal.watch.SessionWrites.body;
import static com.aqwacloud.sync.internal.watch.SessionWrites.goesOn;
import static com.aqwacloud.sync.internal.watch.SessionWrites.nextPage;
import static com.aqwacloud.sync.internal.watch.SessionWrites.proceed;
import static com.aqwacloud.sync.internal.watch.SessionWrites.readFrom;
import static com.aqwacloud.sync.internal.watch.SessionWrites.session;

import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.google.DriveEntry;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.FeedCursor;
import com.aqwacloud.sync.internal.store.FeedCursor.Phase;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.SharedDrives;
import com.aqwacloud.sync.internal.store.SharedFolders;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.Drive;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.StartPageToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Keeps what is told of shared drives, each of which has a feed of its own, and of what others
 * share with the account, which is listed folder by folder and then followed by the account's feed.
 * Thread-safe.
 */
public final class SharedSources {
    private static final String SHARED_NAME = "Shared with me";
    private static final Set<String> WORDS =
            Set.of(SessionOptions.MY_DRIVE, SessionOptions.SHARED_WITH_ME);

    private final SessionWrites writes;
    private final SourceItems source = new SourceItems();
    private final StoredSessions sessions = new StoredSessions();
    private final Items items = new Items();
    private final SharedDrives drives = new SharedDrives();
    private final SharedFolders folders = new SharedFolders();

    /**
     * @param scratch the stores that {@link AqwaHeaders#SCRATCH} may name
     */
    public SharedSources(Database database, ScratchStores scratch) {
        this.writes = new SessionWrites(database, scratch);
    }

    // ---- what a session selects

    /** Ids of the selection that Google Drive is to be asked about. */
    public List<String> selected(Exchange exchange) {
        List<String> selection = selection(exchange);
        if (selection.contains(SessionOptions.SHARED_WITH_ME)) {
            writes.keep(exchange, tx -> standIn(tx, exchange));
        }
        return selection.stream().filter(id -> !WORDS.contains(id)).toList();
    }

    private List<String> selection(Exchange exchange) {
        return writes.store(exchange)
                .read(tx -> sessions.find(tx, session(exchange)))
                .map(StoredSession::session)
                .map(session -> session.options().selection())
                .orElse(List.of());
    }

    /** All that others share is in one folder, which Google Drive does not have. */
    private void standIn(Tx tx, Exchange exchange) {
        String id = SessionOptions.SHARED_WITH_ME;
        source.keep(tx, session(exchange), folder(id, SHARED_NAME));
        folders.add(tx, session(exchange), id);
    }

    /**
     * Keeps a selected item, which Google Drive told; the header {@link AqwaHeaders#DRIVE} names
     * the shared drive if it is a whole one.
     *
     * @throws UnreadableSelectionException if it is in the trash
     */
    public void found(Exchange exchange) {
        File file = body(exchange, File.class);
        DriveEntry entry = DriveEntry.from(file);
        if (entry.trashed()) {
            throw new UnreadableSelectionException(
                    selectedId(exchange), "is in the trash of Google Drive");
        }
        String drive = file.getDriveId();
        boolean whole = file.getId().equals(drive);
        boolean shared = drive == null && Boolean.FALSE.equals(file.getOwnedByMe());
        writes.keep(
                exchange,
                tx -> {
                    if (drive != null) {
                        drives.add(tx, session(exchange), drive);
                    }
                    if (shared) {
                        source.keep(tx, session(exchange), entry);
                    }
                    if (shared && entry.folder()) {
                        folders.add(tx, session(exchange), entry.id());
                    }
                });
        exchange.getMessage().setHeader(AqwaHeaders.DRIVE, whole ? drive : null);
    }

    /** Keeps the name of a whole shared drive, which is a folder at the top. */
    public void named(Exchange exchange) {
        Drive drive = body(exchange, Drive.class);
        writes.keep(
                exchange,
                tx -> source.keep(tx, session(exchange), folder(drive.getId(), drive.getName())));
    }

    /**
     * Google Drive has nothing of a selected id.
     *
     * @throws UnreadableSelectionException always
     */
    public void missing(Exchange exchange) {
        throw new UnreadableSelectionException(
                selectedId(exchange),
                "does not exist in Google Drive or is not shared with this account any more");
    }

    private static String selectedId(Exchange exchange) {
        return exchange.getMessage().getHeader(AqwaHeaders.SOURCE_ID, String.class);
    }

    private static Item folder(String id, String name) {
        return new Item(
                id,
                null,
                name,
                Item.Kind.FOLDER,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                true);
    }

    // ---- shared drives

    /** Ids of the shared drives whose feeds are to be read. */
    public List<String> drives(Exchange exchange) {
        return writes.store(exchange).read(tx -> drives.list(tx, session(exchange)));
    }

    /** Says in headers where the drive is to be read on. */
    public void cursor(Exchange exchange) {
        Optional<FeedCursor> cursor =
                writes.store(exchange)
                        .read(tx -> drives.cursor(tx, session(exchange), drive(exchange)));
        String phase =
                cursor.map(known -> known.phase() == Phase.FEED ? Watch.FEED : Watch.LISTING)
                        .orElse(Watch.UNKNOWN);
        exchange.getMessage().setHeader(AqwaHeaders.PHASE, phase);
        readFrom(exchange, cursor.map(FeedCursor::token).orElse(null));
    }

    /** The drive's feed begins here: all that is there now is listed next. */
    public void start(Exchange exchange) {
        String told = body(exchange, StartPageToken.class).getStartPageToken();
        String start = goesOn(GOOGLE_DRIVE, null, told);
        put(exchange, new FeedCursor(Phase.LISTING, null, start));
        exchange.getMessage().setHeader(AqwaHeaders.PHASE, Watch.LISTING);
        proceed(exchange, null, true);
    }

    private void put(Exchange exchange, FeedCursor cursor) {
        writes.keep(exchange, tx -> drives.put(tx, session(exchange), drive(exchange), cursor));
    }

    /** Keeps a page of the drive's listing; after the last, its feed is next. */
    public void listed(Exchange exchange) {
        FileList page = body(exchange, FileList.class);
        String next = nextPage(exchange, GOOGLE_DRIVE, page.getNextPageToken());
        String session = session(exchange);
        String drive = drive(exchange);
        writes.keep(
                exchange,
                tx -> {
                    String start = drives.cursor(tx, session, drive).orElseThrow().startToken();
                    keep(tx, session, page);
                    drives.put(
                            tx,
                            session,
                            drive,
                            next == null
                                    ? new FeedCursor(Phase.FEED, start, null)
                                    : new FeedCursor(Phase.LISTING, next, start));
                });
        writes.told(exchange, Side.SOURCE, page.getFiles() == null ? 0 : page.getFiles().size());
        proceed(exchange, next, next != null);
    }

    private void keep(Tx tx, String session, FileList page) {
        if (page.getFiles() != null) {
            for (File file : page.getFiles()) {
                source.keep(tx, session, DriveEntry.from(file));
            }
        }
    }

    /** Keeps a page of the drive's changes. */
    public void changed(Exchange exchange) {
        ChangeList page = body(exchange, ChangeList.class);
        String following = nextPage(exchange, GOOGLE_DRIVE, page.getNextPageToken());
        boolean more = following != null;
        String next = goesOn(GOOGLE_DRIVE, following, page.getNewStartPageToken());
        String drive = drive(exchange);
        writes.keep(
                exchange,
                tx -> {
                    for (Change change : page.getChanges()) {
                        keep(tx, session(exchange), drive, change);
                    }
                    drives.put(
                            tx, session(exchange), drive, new FeedCursor(Phase.FEED, next, null));
                });
        proceed(exchange, next, more);
    }

    private void keep(Tx tx, String session, String drive, Change change) {
        DriveEntry entry = DriveEntry.from(change).orElse(null);
        if (entry == null) {
            rename(tx, session, change);
        } else if (entry.removed()) {
            source.gone(tx, session, entry.id(), drive);
        } else {
            source.keep(tx, session, entry);
        }
    }

    private void rename(Tx tx, String session, Change change) {
        Drive drive = change.getDrive();
        if (drive != null
                && drive.getName() != null
                && items.find(tx, session, Side.SOURCE, change.getDriveId()).isPresent()) {
            source.keep(tx, session, folder(change.getDriveId(), drive.getName()));
        }
    }

    /**
     * The drive no longer knows its cursor: all is listed again with the account's own, and nothing
     * is lost.
     *
     * @throws Exception always: what the drive said, which ends the reading of the source
     */
    public void lost(Exchange exchange) throws Exception {
        throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private static String drive(Exchange exchange) {
        return exchange.getMessage().getHeader(AqwaHeaders.DRIVE, String.class);
    }

    // ---- folders that others share

    /** Folders that were put off are to be listed now. */
    public void tryAgain(Exchange exchange) {
        if (putOff(exchange).isPresent()) {
            writes.keep(exchange, tx -> folders.tryAgain(tx, session(exchange)));
        }
    }

    private Optional<String> putOff(Exchange exchange) {
        return writes.store(exchange).read(tx -> folders.putOff(tx, session(exchange)));
    }

    /**
     * Makes sure that what is in all folders is known.
     *
     * @throws FeedBrokenException if one was put off
     */
    public void allListed(Exchange exchange) {
        putOff(exchange)
                .ifPresent(
                        id -> {
                            throw FeedBrokenException.notListed(name(exchange, id));
                        });
    }

    private String name(Exchange exchange, String id) {
        return writes.store(exchange)
                .read(tx -> items.find(tx, session(exchange), Side.SOURCE, id))
                .map(Item::name)
                .orElse(id);
    }

    /** Whether what is in a folder is to be listed; says in headers in which, and from where. */
    public boolean nextFolder(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getHeader(AqwaHeaders.CURSOR) != null) {
            return true;
        }
        Optional<String> next =
                writes.store(exchange).read(tx -> folders.next(tx, session(exchange)));
        message.setHeader(AqwaHeaders.SOURCE_ID, next.orElse(null));
        message.setHeader(AqwaHeaders.QUERY, next.map(SharedSources::query).orElse(null));
        return next.isPresent();
    }

    private static String query(String folder) {
        return folder.equals(SessionOptions.SHARED_WITH_ME)
                ? "sharedWithMe = true"
                : "'" + folder + "' in parents";
    }

    /** Keeps a page of what is in a folder, and has the folders in it listed, too. */
    public void folderListed(Exchange exchange) {
        FileList page = body(exchange, FileList.class);
        String session = session(exchange);
        String next = nextPage(exchange, GOOGLE_DRIVE, page.getNextPageToken());
        writes.keep(
                exchange,
                tx -> {
                    keep(tx, session, page);
                    if (page.getFiles() != null) {
                        page.getFiles().stream()
                                .map(DriveEntry::from)
                                .filter(entry -> entry.folder() && !entry.trashed())
                                .forEach(entry -> folders.add(tx, session, entry.id()));
                    }
                    if (next == null) {
                        folders.listed(tx, session, folder(exchange));
                    }
                });
        proceed(exchange, next, next != null);
    }

    /** A folder is there all the same: nothing else waits until Google Drive lists it. */
    public void folderThere(Exchange exchange) {
        DriveEntry entry = DriveEntry.from(body(exchange, File.class));
        String session = session(exchange);
        writes.keep(
                exchange,
                tx -> {
                    source.keep(tx, session, entry);
                    if (entry.trashed()) {
                        folders.listed(tx, session, folder(exchange));
                    } else {
                        folders.putOff(tx, session, folder(exchange));
                    }
                });
        proceed(exchange, null, false);
    }

    /**
     * A folder is no longer there for the account. It is listed again once the feed tells that it
     * is back.
     *
     * @throws UnreadableSelectionException if the session selects it
     */
    public void folderGone(Exchange exchange) {
        String folder = folder(exchange);
        if (selection(exchange).contains(folder)) {
            missing(exchange);
        }
        String session = session(exchange);
        writes.keep(
                exchange,
                tx -> {
                    source.gone(tx, session, folder, SourceItems.ACCOUNT);
                    folders.listed(tx, session, folder);
                });
        proceed(exchange, null, false);
    }

    private static String folder(Exchange exchange) {
        return exchange.getMessage().getHeader(AqwaHeaders.SOURCE_ID, String.class);
    }
}
