package com.aqwacloud.sync.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibrarySiteTest {
    @ParameterizedTest
    @CsvSource({
        "https://x-my.sharepoint.com/personal/anna_x_com/Documents, /,"
                + " personal/anna_x_com/Documents",
        "https://x-my.sharepoint.com/personal/anna_x_com/Documents/From%20Drive, /from drive,"
                + " personal/anna_x_com/Documents",
        "https://x.sharepoint.com/sites/Team/Shared%20Documents/, /,"
                + " sites/Team/Shared Documents",
        "https://x.sharepoint.com/a b, /, ''",
        ", /, ''",
    })
    void theSiteIsWhatStandsBeforeTheFolder(String webUrl, String folder, String site) {
        assertThat(LibrarySite.of(webUrl, folder)).isEqualTo(site);
    }
}
