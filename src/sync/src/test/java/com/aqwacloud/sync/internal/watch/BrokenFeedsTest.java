package com.aqwacloud.sync.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItemPage;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.FeedCursor;
import com.aqwacloud.sync.internal.store.FeedCursor.Phase;
import com.aqwacloud.sync.internal.store.FeedCursors;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.SharedDrives;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.StartPageToken;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A feed that leads nowhere ends the poll, which says so, and the next one reads on from there. */
class BrokenFeedsTest {
    private static final String SESSION = RunningSession.ID;
    private static final String DRIVE = "d1";
    private static final String HERE = "here";
    private static final String SAME_PAGE = " told the same page of its feed again and again";
    private static final String NO_PLACE = " does not say where its feed goes on";

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final FeedCursors cursors = new FeedCursors();
    private final SharedDrives drives = new SharedDrives();
    private final Watch watch = new Watch(database, new ScratchStores(), null, null, null);
    private final SharedSources shared = new SharedSources(database, new ScratchStores());

    @BeforeEach
    void insertSession() {
        RunningSession.in(database, Map.of());
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void theSamePageOfOneDrivesFeedIsNotReadForEver() {
        isRefusedInTheEnd(watch::destinationChanged, oneDrive(HERE, null), "OneDrive" + SAME_PAGE);
    }

    @Test
    void theSamePageOfGoogleDrivesFeedsIsNotReadForEver() {
        var page = changes(HERE, null);

        isRefusedInTheEnd(watch::sourceChanged, page, "Google Drive" + SAME_PAGE);
        isRefusedInTheEnd(shared::changed, page, "Google Drive" + SAME_PAGE);
    }

    @Test
    void theSamePageOfAListingIsNotReadForEver() {
        var page = new FileList().setFiles(List.of()).setNextPageToken(HERE);

        isRefusedInTheEnd(watch::sourceListed, page, "Google Drive" + SAME_PAGE);
        isRefusedInTheEnd(shared::listed, page, "Google Drive" + SAME_PAGE);
        isRefusedInTheEnd(shared::folderListed, page, "Google Drive" + SAME_PAGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 100})
    void pagesThatLeadInACircleAreNotReadForEver(int circle) {
        IntFunction<String> place = page -> page % circle == 0 ? HERE : HERE + page % circle;

        isRefusedOneDay(
                watch::destinationChanged,
                page -> oneDrive(place.apply(page), null),
                10 * circle,
                "OneDrive" + SAME_PAGE);
        isRefusedOneDay(
                watch::sourceChanged,
                page -> changes(place.apply(page), null),
                10 * circle,
                "Google Drive" + SAME_PAGE);
        isRefusedOneDay(
                shared::changed,
                page -> changes(place.apply(page), null),
                10 * circle,
                "Google Drive" + SAME_PAGE);
    }

    @Test
    void aCircleBehindManyPagesIsNotReadForEver() {
        isRefusedOneDay(
                watch::destinationChanged,
                page -> oneDrive(page < 500 ? "page" + page : "circle" + page % 2, null),
                2000,
                "OneDrive" + SAME_PAGE);
    }

    @Test
    void aFeedOfManyPagesIsReadToItsEnd() {
        Exchange exchange = asked(null);
        for (int page = 0; page < 2000; page++) {
            exchange.getMessage().setBody(oneDrive("page" + page, null));
            watch.destinationChanged(exchange);
        }

        exchange.getMessage().setBody(oneDrive(null, "end"));
        watch.destinationChanged(exchange);
        assertThat(exchange.getMessage().getHeader(AqwaHeaders.MORE)).isEqualTo(false);
    }

    /** The pages are numbered from 1, and read until one is refused. */
    private void isRefusedOneDay(
            Consumer<Exchange> bean, IntFunction<Object> pages, int most, String sentence) {
        Exchange exchange = asked(null);
        assertThatThrownBy(
                        () -> {
                            for (int page = 1; page <= most; page++) {
                                exchange.getMessage().setBody(pages.apply(page));
                                bean.accept(exchange);
                            }
                        })
                .satisfies(e -> assertThat(PollFailures.sentence(e)).isEqualTo(sentence));
    }

    @Test
    void aPageThatDoesNotSayWhereItGoesOnIsNotTaken() {
        isRefused(watch::destinationChanged, oneDrive(null, null), "OneDrive" + NO_PLACE);
        isRefused(watch::sourceChanged, changes(null, null), "Google Drive" + NO_PLACE);
        isRefused(shared::changed, changes(null, null), "Google Drive" + NO_PLACE);
        isRefused(watch::sourceStart, new StartPageToken(), "Google Drive" + NO_PLACE);
        isRefused(shared::start, new StartPageToken(), "Google Drive" + NO_PLACE);
    }

    /** Where nothing has changed, the place for what is new later stays the same. */
    @Test
    void anEndThatStaysWhereItIsIsNoFault() {
        Exchange polled = exchange(oneDrive(null, HERE));

        watch.destinationChanged(polled);

        assertThat(polled.getMessage().getHeader(AqwaHeaders.MORE)).isEqualTo(false);
        polled.getMessage().setBody(changes(null, HERE));
        watch.sourceChanged(polled);
        assertThat(polled.getMessage().getHeader(AqwaHeaders.MORE)).isEqualTo(false);
    }

    /** An empty page may name itself: it is read some times. */
    private void isRefusedInTheEnd(Consumer<Exchange> bean, Object told, String sentence) {
        Exchange exchange = asked(told);
        for (int i = 0; i < SessionWrites.MOST_SAME_PAGES; i++) {
            bean.accept(exchange);
            assertThat(exchange.getMessage().getHeader(AqwaHeaders.MORE)).isEqualTo(true);
        }
        isRefused(bean, exchange, sentence);
    }

    private void isRefused(Consumer<Exchange> bean, Object told, String sentence) {
        isRefused(bean, asked(told), sentence);
    }

    private void isRefused(Consumer<Exchange> bean, Exchange exchange, String sentence) {
        assertThatThrownBy(() -> bean.accept(exchange))
                .satisfies(e -> assertThat(PollFailures.sentence(e)).isEqualTo(sentence));

        for (Side side : Side.values()) {
            FeedCursor kept = database.read(tx -> cursors.find(tx, SESSION, side).orElseThrow());
            assertThat(kept.token()).isEqualTo(HERE);
        }
        FeedCursor kept = database.read(tx -> drives.cursor(tx, SESSION, DRIVE).orElseThrow());
        assertThat(kept.token()).isEqualTo(HERE);
    }

    /** What the cloud told when it was asked for {@link #HERE}, which the store knows. */
    private Exchange asked(Object told) {
        database.change(tx -> put(tx, new FeedCursor(Phase.FEED, HERE, HERE)));
        return exchange(told);
    }

    private void put(Tx tx, FeedCursor cursor) {
        for (Side side : Side.values()) {
            cursors.put(tx, SESSION, side, cursor);
        }
        drives.add(tx, SESSION, DRIVE);
        drives.put(tx, SESSION, DRIVE, cursor);
    }

    private static Exchange exchange(Object told) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(told);
        exchange.getMessage().setHeader(AqwaHeaders.SESSION, SESSION);
        exchange.getMessage().setHeader(AqwaHeaders.DRIVE, DRIVE);
        exchange.getMessage().setHeader(AqwaHeaders.SOURCE_ID, "folder");
        exchange.getMessage().setHeader(AqwaHeaders.PHASE, Watch.FEED);
        exchange.getMessage().setHeader(AqwaHeaders.CURSOR, HERE);
        return exchange;
    }

    private static DriveItemPage oneDrive(String next, String later) {
        return new DriveItemPage(List.of(), next, later);
    }

    private static ChangeList changes(String next, String later) {
        return new ChangeList()
                .setChanges(List.of())
                .setNextPageToken(next)
                .setNewStartPageToken(later);
    }
}
