package com.aqwacloud.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table as Markdown writes it, readable without being rendered. Not thread-safe. */
public final class MarkdownTable {

    private static final Pattern FIGURE = Pattern.compile("[\\d.,]+( %)?");

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(String... heads) {
        this.heads = List.of(heads);
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are heads
     */
    public void row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells below " + heads.size() + " heads");
        }
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table, each line ended; columns of figures are set to the right. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, heads);
        text.append('|');
        for (int column = 0; column < heads.size(); column++) {
            text.append(isFigures(column) ? " ---: |" : " --- |");
        }
        text.append('\n');
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private boolean isFigures(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty() || FIGURE.matcher(cell).matches());
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
        text.append('\n');
    }
}
