package com.aqwacloud.sync.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.GenericUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveUnitsTest {
    private static final String ROOT = "https://www.googleapis.com/";

    @ParameterizedTest
    @CsvSource({
        "GET, drive/v3/files/ID?fields=id, 5",
        "GET, drive/v3/files?pageSize=1000, 100",
        "GET, drive/v3/changes?pageToken=7, 100",
        "GET, drive/v3/changes/startPageToken, 5",
        "GET, drive/v3/drives, 100",
        "GET, drive/v3/drives/ID, 5",
        "GET, drive/v3/files/ID/permissions, 100",
        "GET, drive/v3/about?fields=user, 5",
        "GET, drive/v3/files/ID?alt=media, 200",
        "GET, drive/v3/files/ID/export?mimeType=text/plain, 200",
        "GET, drive/v3/files/export, 5",
        "GET, drive/v3/files/generateIds, 5",
        "POST, drive/v3/files, 50",
        "POST, upload/drive/v3/files?uploadType=media, 50",
        "PATCH, drive/v3/files/ID, 50",
        "DELETE, drive/v3/files/ID, 50",
        "POST, drive/v3/files/ID/copy, 50",
        "POST, drive/v3/changes/watch, 5"
    })
    void eachOperationCostsWhatTheTableSays(String method, String path, int units) {
        assertThat(DriveUnits.of(method, new GenericUrl(ROOT + path))).isEqualTo(units);
    }

    @Test
    void aBatchItselfIsNoRequest() {
        assertThat(DriveUnits.ofBatch(new GenericUrl(ROOT + "batch/drive/v3"))).isTrue();
        assertThat(DriveUnits.ofBatch(new GenericUrl(ROOT + "drive/v3/files/batch2"))).isFalse();
    }
}
