package com.aqwacloud.bench.contender;

import java.util.List;

/**
 * What to copy.
 *
 * @param source name of a folder at the top of Google Drive
 * @param destination name of an empty folder at the top of OneDrive, to which the folder is copied
 * @param folders only these folders of the source; empty for all of it
 * @param files how many files have to arrive
 */
public record CopyTask(String source, String destination, List<String> folders, int files) {}
