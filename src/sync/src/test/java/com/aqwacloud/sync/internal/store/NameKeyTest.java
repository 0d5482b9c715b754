package com.aqwacloud.sync.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are taken for one. */
class NameKeyTest {
    private static final String SESSION = "names";

    private final NameTwins twins = new NameTwins();
    private final Items items = new Items();

    @ParameterizedTest
    @CsvSource({
        "plan.txt, PLAN.TXT, true",
        "5\u00B5m.csv, 5\u03BCm.csv, true",
        "\u03BF\u03B4\u03BF\u03C2, \u03BF\u03B4\u03BF\u03C3, true",
        "\u017Fix, six, true",
        "\uD801\uDC00, \uD801\uDC28, true",
        "Stra\u00DFe, STRASSE, false",
        "\uFB01n, fin, false",
        "e\u0301, \u00E9, false",
        "plan, plant, false"
    })
    void namesAreOneIfEachLetterIs(String one, String other, boolean same) {
        assertThat(NameKey.of(one).equals(NameKey.of(other))).isEqualTo(same);
        assertThat(one.equalsIgnoreCase(other)).as("as others compare them").isEqualTo(same);
    }

    @Test
    void namesThatOneDriveWasSeenToTakeForOneAreOne() throws Exception {
        try (var store = new MemoryStore()) {
            oneDriveIsSeenToTakeTwoForOne(new Database(store.dataSource()));
        }
    }

    private void oneDriveIsSeenToTakeTwoForOne(Database database) {
        database.change(
                tx -> {
                    items.put(tx, SESSION, Side.DESTINATION, item("a", "STRASSE.txt"), true);
                    items.put(tx, SESSION, Side.DESTINATION, item("b", "other.txt"), true);
                });
        assertThat(named(database, "stra\u00DFe.txt")).isEmpty();

        database.change(tx -> twins.add(tx, SESSION, "Stra\u00DFe.txt", "STRASSE.txt"));
        database.change(tx -> twins.add(tx, SESSION, "Stra\u00DFe.txt", "STRASSE.txt"));
        database.change(tx -> twins.add(tx, SESSION, "other.txt", "OTHER.txt"));

        assertThat(named(database, "stra\u00DFe.txt")).containsExactly("a");
        assertThat(named(database, "strasse.txt")).containsExactly("a");
        assertThat(named(database, "other.txt")).containsExactly("b");
        assertThat(database.<List<NameTwins.Pair>>read(tx -> twins.all(tx, SESSION))).hasSize(1);
        database.change(
                tx -> items.put(tx, SESSION, Side.DESTINATION, item("c", "Stra\u00DFe.txt"), true));
        assertThat(named(database, "strasse.txt")).containsExactlyInAnyOrder("a", "c");
        database.change(tx -> items.forget(tx, SESSION));
        assertThat(database.<List<NameTwins.Pair>>read(tx -> twins.all(tx, SESSION))).isEmpty();
    }

    private List<String> named(Database database, String name) {
        return database.write(
                tx ->
                        items.named(tx, SESSION, Side.DESTINATION, "folder", name).stream()
                                .map(Item::id)
                                .toList());
    }

    private static Item item(String id, String name) {
        return NamedFile.in("folder", id, name);
    }
}
