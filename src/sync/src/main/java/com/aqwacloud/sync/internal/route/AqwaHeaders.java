package com.aqwacloud.sync.internal.route;

/** The headers that routes and beans of the pipeline share. None is ever taken from outside. */
public final class AqwaHeaders {
    /** Id of the session. */
    public static final String SESSION = "AqwaSession";

    /** Id of the scratch store that a listing is kept in; absent for the store itself. */
    public static final String SCRATCH = "AqwaScratch";

    /** Component name of the session's Google Drive account. */
    public static final String GOOGLE = "AqwaGoogle";

    /** Component name of the session's OneDrive account. */
    public static final String ONEDRIVE = "AqwaOneDrive";

    /** The endpoint that {@code direct:google} or {@code direct:onedrive} is to call. */
    public static final String CALL = "AqwaCall";

    /** Id of the source's root folder, or absent until it was looked up. */
    public static final String SOURCE_ROOT = "AqwaSourceRoot";

    /** Path of the folder at the destination. */
    public static final String DESTINATION_FOLDER = "AqwaDestinationFolder";

    /** Whether the destination is a library of SharePoint, as on OneDrive for work or school. */
    public static final String LIBRARY = "AqwaLibrary";

    /**
     * Whether the feed in hand is listed from the beginning ({@code listing}) or read on ({@code
     * feed}).
     */
    public static final String PHASE = "AqwaPhase";

    /** Id of the shared drive in hand. */
    public static final String DRIVE = "AqwaDrive";

    /** What Google Drive is to be searched for. */
    public static final String QUERY = "AqwaQuery";

    /** Where the feed in hand is to be read on. */
    public static final String CURSOR = "AqwaCursor";

    /** How often in a row a page of the feed in hand has named itself as the next. */
    public static final String SAME_PAGE = "AqwaSamePage";

    /** Whether the feed in hand has another page. */
    public static final String MORE = "AqwaMore";

    /** Id of the job in hand. */
    public static final String JOB = "AqwaJob";

    /** What the job in hand does, in the words of the API. */
    public static final String ACTION = "AqwaAction";

    /** Path of the item in hand, for people. */
    public static final String PATH = "AqwaPath";

    /** Bytes of content of the item in hand. */
    public static final String SIZE = "AqwaSize";

    /** Id of the item at the source. */
    public static final String SOURCE_ID = "AqwaSourceId";

    /** Id of the item at the destination, absent where it is to be created. */
    public static final String DESTINATION_ID = "AqwaDestinationId";

    /** Id of the destination's folder that was last told to hold that item. */
    public static final String KNOWN_PARENT_ID = "AqwaKnownParentId";

    /** The name that it was last told to have there. */
    public static final String KNOWN_NAME = "AqwaKnownName";

    /** When that item was last told to have been modified, absent for a folder. */
    public static final String KNOWN_MODIFIED = "AqwaKnownModified";

    /** When it was last told to have been created, absent for a folder. */
    public static final String KNOWN_CREATED = "AqwaKnownCreated";

    /** Id of the destination's folder that is to hold the item. */
    public static final String PARENT_ID = "AqwaParentId";

    /** Name of the item at the destination. */
    public static final String NAME = "AqwaName";

    /** Entity tag that the destination's item must still have. */
    public static final String ETAG = "AqwaEtag";

    /** When the file was modified at the source. */
    public static final String MODIFIED = "AqwaModified";

    /** When the file was created at the source. */
    public static final String CREATED = "AqwaCreated";

    /** Name under which the destination's present item is kept first, or absent. */
    public static final String KEEP_AS = "AqwaKeepAs";

    /** Whether an existing item must get the folder and name. */
    public static final String PLACE = "AqwaPlace";

    /** Whether an existing item gets another name than it was last told to have. */
    public static final String RENAMES = "AqwaRenames";

    /** Whether the destination's item was left by an attempt that was cut off, and may be whole. */
    public static final String LEFT = "AqwaLeft";

    /** Whether the destination holds the content already, so that none is sent. */
    public static final String SAME = "AqwaSame";

    /** Id of a file at the destination that holds the content in hand, absent if none is known. */
    public static final String ORIGINAL = "AqwaOriginal";

    /** Id of the conflict in hand. */
    public static final String CONFLICT = "AqwaConflict";

    /** Type of the conflict in hand, in the words of the API. */
    public static final String CONFLICT_TYPE = "AqwaConflictType";

    /** What is known of Google Drive's side of the conflict in hand, in one line. */
    public static final String SOURCE_FACTS = "AqwaSourceFacts";

    /** What is known of OneDrive's side of the conflict in hand, in one line. */
    public static final String DESTINATION_FACTS = "AqwaDestinationFacts";

    /** Whether the session lets the engine decide conflicts. */
    public static final String AUTO_RESOLVE = "AqwaAutoResolve";

    /** How the conflict in hand is to be decided: auto, manual or prompt. */
    public static final String STRATEGY = "AqwaStrategy";

    /** Whether a rule of the session says who decides the conflict in hand. */
    public static final String RULED = "AqwaRuled";

    /** Which side wins the conflict in hand if nobody answers in time. */
    public static final String DEFAULT = "AqwaDefault";

    /** What says so. */
    public static final String DEFAULT_RULE = "AqwaDefaultRule";

    /** Until when somebody may answer, in milliseconds since 1970. */
    public static final String DEADLINE = "AqwaDeadline";

    /** Which side is to win the conflict in hand, in the words of the API. */
    public static final String PREFERENCE = "AqwaPreference";

    /** What says who decides the conflict in hand. */
    public static final String RULE = "AqwaRule";

    /** Who decides the conflict in hand, for the record; absent for the engine by itself. */
    public static final String DECIDER = "AqwaDecider";

    /** Whether a list holds the conflicts that wait for a decision: 1 or 0. */
    public static final String OPEN = "AqwaOpen";

    /** Whether a list holds the conflicts that are decided: 1 or 0. */
    public static final String DECIDED = "AqwaDecided";

    /** A list holds what has lower ids. */
    public static final String BEFORE = "AqwaBefore";

    /** A list holds at most so many. */
    public static final String LIMIT = "AqwaLimit";

    /** What just happened to a job: started, completed, failed, pending, conflicted, cancelled. */
    public static final String STEP = "AqwaStep";

    /** The job as its last step left it, as far as that is known. */
    public static final String TOLD = "AqwaTold";

    /** What can be done about a failure: retry, refresh, wait, pause, give-up. */
    public static final String REMEDY = "AqwaRemedy";

    /** Whether a job failed because its name was taken by what was not known to be there. */
    public static final String TAKEN = "AqwaTaken";

    /** Where the watcher in hand is connected. */
    public static final String SOCKET_PATH = "AqwaSocketPath";

    private AqwaHeaders() {}
}
