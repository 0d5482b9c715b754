package com.aqwacloud.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "selection, a b",
        "selection, ../x",
        "destination.folder, here",
        "destination.folder, /a/../b",
        "export.documents, xlsx",
        "export.spreadsheets, docx",
        "export.presentations, exe",
        "export.drawings, ''",
        "shortcuts, copy",
        "realtime.enabled, perhaps",
        "monitor.enabled, 2",
        "monitor.interval, 0",
        "monitor.interval, 999ms",
        "monitor.interval, often",
        "monitor.interval, 2d",
        "transfers.max-concurrent, 0",
        "transfers.max-concurrent, 33",
        "transfers.max-concurrent, three",
        "conflicts.auto-resolve, sometimes",
        "conflicts.strategy, coin",
        "conflicts.prefer, heads",
        "deletes.max-files, -1",
        "deletes.max-files, few",
        "deletes.max-percent, 101",
        "deletes.max-percent, 25%",
        "retry.max, -1",
        "retry.max, 21",
        "retry.delay, 1ms",
        "quota.google, 1000",
        "quota.google, 0/100s",
        "quota.onedrive, many/10m",
        "quota.google, 1000/32d",
        "quota.google.units, 5000",
        "quota.google.units, none",
        "quota.onedrive.units, 0/60s",
        "bandwidth.limit, fast",
        "bandwidth.timetable, mon 08:00 1MB/s",
        "no.such.key, 1"
    })
    void aBadValueNamesItsKey(String key, String value) {
        assertThatThrownBy(() -> SessionOptions.DEFAULTS.with(Map.of(key, value)))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> {
                            assertThat(refused.field()).isEqualTo(key);
                            assertThat(refused.getMessage()).startsWith(key);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\nretry.max=20", "/a\tb", "/a\u0000b"})
    void aFolderHoldsNoControlCharacters(String path) {
        assertThatThrownBy(() -> SessionOptions.DEFAULTS.with(Map.of("destination.folder", path)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("destination.folder");
    }

    @Test
    void aFormatThatTheTypeHasNotIsRefusedWithThoseThatItHas() {
        assertThatThrownBy(
                        () -> SessionOptions.DEFAULTS.with(Map.of("export.spreadsheets", "docx")))
                .hasMessage(
                        "export.spreadsheets must be one of xlsx, ods, pdf, zip, csv, tsv, skip; it"
                                + " is \"docx\".");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        SessionOptions options =
                SessionOptions.DEFAULTS.with(
                        Map.of(
                                "selection", "a, b,a",
                                "destination.folder", "/x//y=z/",
                                "export.documents", "PDF",
                                "export.drawings", "skip",
                                "shortcuts", "link",
                                "monitor.interval", "90s",
                                "quota.google.units", "325000/60s",
                                "bandwidth.limit", "2MB/s",
                                "bandwidth.timetable", "mon 08:00-09:00 off",
                                "conflicts.prefer", "Keep-Both"));

        assertThat(SessionOptions.DEFAULTS.with(options.toMap())).isEqualTo(options);
        assertThat(options.exports().of(DocumentType.DOCUMENT)).contains(ExportFormat.PDF);
        assertThat(options.exports().of(DocumentType.SPREADSHEET)).contains(ExportFormat.XLSX);
        assertThat(options.exports().of(DocumentType.DRAWING)).isEmpty();
        assertThat(options.shortcuts()).isEqualTo(ShortcutPolicy.LINK);
        assertThat(options.selection()).containsExactly("a", "b");
        assertThat(options.destinationFolder()).isEqualTo("/x/y=z");
        assertThat(options.preference()).isEqualTo(ConflictPreference.KEEP_BOTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select.exclude      | ; | 8000 | %04d",
                "select.include      | ; | 8000 | %04d",
                "select.types        | , | 8000 | t%04d",
                "conflicts.rules     | ; | 8000 | %04d source",
                "bandwidth.timetable | ; | 2000 | mon %2$02d:%3$02d-%2$02d:%4$02d off"
            })
    void asMuchIsTakenOfAListAsIsReadBack(String key, String between, int longest, String part) {
        int most = (longest + 2) / (String.format(part, 0, 0, 0, 0).length() + 2);

        SessionOptions full = SessionOptions.DEFAULTS.with(Map.of(key, list(between, part, most)));

        assertThat(full.toMap().get(key)).hasSizeBetween(longest - 25, longest);
        assertThat(SessionOptions.DEFAULTS.with(full.toMap())).isEqualTo(full);
        assertThat(SessionOptions.kept(full.toMap())).isEqualTo(full);
        String more = list(between, part, most + 1);
        assertThat(more).hasSizeLessThanOrEqualTo(longest);
        assertThatThrownBy(() -> SessionOptions.DEFAULTS.with(Map.of(key, more)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(key + " must have at most " + longest + " characters");
    }

    private static String list(String between, String part, int parts) {
        return IntStream.range(0, parts)
                .mapToObj(i -> String.format(part, i, i / 59, i % 59, i % 59 + 1))
                .collect(Collectors.joining(between));
    }

    @Test
    void whatIsKeptIsReadAndTheRestChangedHoweverLongItIs() {
        String patterns = "a;".repeat(3999);
        var kept = new LinkedHashMap<>(SessionOptions.DEFAULTS.toMap());
        kept.put("select.exclude", patterns);
        kept.put("conflicts.rules", "a source;".repeat(1000));
        kept.put("select.types", "pdf,".repeat(3000));

        SessionOptions read = SessionOptions.kept(kept);

        assertThat(read.filter().exclude().patterns()).hasSize(3999);
        assertThat(read.rules()).hasSize(1000);
        assertThat(read.with(Map.of("retry.max", "7")).maxRetries()).isEqualTo(7);
        assertThatThrownBy(() -> read.with(Map.of("select.exclude", patterns)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("select.exclude must have at most 8000 characters");
    }

    @Test
    void aTypeThatIsGivenTwiceIsKeptOnce() {
        SessionOptions options =
                SessionOptions.DEFAULTS.with(
                        Map.of("select.types", "pdf, .pdf, *.PDF, !tmp,!.tmp"));

        assertThat(options.toMap()).containsEntry("select.types", "pdf, !tmp");
        assertThat(SessionOptions.DEFAULTS.with(options.toMap())).isEqualTo(options);
    }
}
