package com.aqwacloud.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void figuresAreSetToTheRightAndTextsToTheLeft() {
        MarkdownTable table = new MarkdownTable("who", "how many", "share");
        table.row("400 × 1 KiB", "1,234.5", "95.1 %");
        table.row("a|b", "", "");

        assertThat(table.toString())
                .isEqualTo(
                        """
                        | who | how many | share |
                        | --- | ---: | ---: |
                        | 400 × 1 KiB | 1,234.5 | 95.1 % |
                        | a\\|b |  |  |
                        """);
    }

    @Test
    void aRowHasAsManyCellsAsThereAreHeads() {
        MarkdownTable table = new MarkdownTable("one", "two");

        assertThatThrownBy(() -> table.row("1")).hasMessage("1 cells below 2 heads");
    }
}
