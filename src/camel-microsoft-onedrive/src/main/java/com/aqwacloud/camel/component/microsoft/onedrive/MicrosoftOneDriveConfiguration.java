package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.URI;
import java.net.http.HttpClient;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of component and endpoint. */
@UriParams
public class MicrosoftOneDriveConfiguration implements Cloneable {

    /** Fragments are multiples of this many bytes. */
    static final int FRAGMENT_UNIT = 320 * 1024;

    /** Each request of an upload session is smaller than this many bytes. */
    static final int FRAGMENT_LIMIT = 60 * 1024 * 1024;

    /** The most bytes that the service takes in one simple upload. */
    static final long SIMPLE_LIMIT = 250_000_000;

    @UriParam(
            label = "common",
            description = "The drive to work in. Without it the drive of the signed-in user.")
    private String driveId;

    @UriParam(
            label = "common",
            defaultValue = "https://graph.microsoft.com/v1.0",
            description = "The address of Microsoft Graph with its version.")
    private String baseUrl = "https://graph.microsoft.com/v1.0";

    @UriParam(label = "security", description = "Where access tokens come from. Required.")
    @Metadata(autowired = true)
    private AccessTokenSupplier accessTokenSupplier;

    @UriParam(
            label = "advanced",
            description =
                    "Asked before and told after every HTTP request: an application that keeps to a quota plugs in here.")
    @Metadata(autowired = true)
    private RequestGate requestGate;

    @UriParam(
            label = "advanced",
            description =
                    "The HTTP client to use. It must not follow redirects, since it would take the access token along. By default all endpoints of the component share one.")
    private HttpClient httpClient;

    @UriParam(
            label = "advanced",
            defaultValue = "NONISV|Apache Camel|microsoft-onedrive/1.0",
            description =
                    "The User-Agent header. The service ranks traffic better that is decorated as ISV|Company|App/Version, or NONISV|Company|App/Version within an own tenant.")
    private String userAgent = "NONISV|Apache Camel|microsoft-onedrive/1.0";

    @UriParam(
            label = "advanced",
            defaultValue = "20000",
            javaType = "java.time.Duration",
            description =
                    "How long to wait for a connection. Ignored if an own httpClient is given.")
    private long connectTimeout = 20_000;

    @UriParam(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description =
                    "How long to wait for the answer to a request that carries no file content.")
    private long requestTimeout = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description =
                    "How long a request that uploads file content may take without a further byte of the content being read, and then for its answer.")
    private long transferTimeout = 600_000;

    @UriParam(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "How long a download may deliver nothing before reading from it fails.")
    private long idleTimeout = 60_000;

    @UriParam(
            label = "common",
            description =
                    "The item to work with, by id. The value root stands for the root folder. For upload the file whose content is replaced; for children and delta the folder.")
    private String itemId;

    @UriParam(
            label = "common",
            description =
                    "The item to work with, by its path from the root, not escaped. Used if there is no itemId and no parentId.")
    private String path;

    @UriParam(
            label = "producer",
            description =
                    "The folder, by id, in which name is. The value root stands for the root folder. Used if there is no itemId.")
    private String parentId;

    @UriParam(
            label = "producer",
            description = "The name of the item in the folder parentId, not escaped.")
    private String name;

    @UriParam(
            label = "producer",
            defaultValue = "fail",
            description =
                    "What happens to an upload, a copy or a new folder if the name is taken. Replacing an item by its id always replaces.")
    private ConflictBehavior conflictBehavior = ConflictBehavior.fail;

    @UriParam(
            label = "producer",
            description =
                    "An eTag: upload, update and delete fail with PreconditionFailedException if the item has another one by now.")
    private String ifMatch;

    @UriParam(
            label = "producer",
            description =
                    "The properties to ask for (OData select), comma separated, for get, children and delta.")
    private String select;

    @UriParam(
            label = "producer",
            description = "The relations to ask for (OData expand) for get, children and delta.")
    private String expand;

    @UriParam(
            label = "producer",
            description =
                    "The order of children (OData orderby). Business drives know name and url only.")
    private String orderBy;

    @UriParam(
            label = "common",
            defaultValue = "0",
            description = "The size of a page of children or changes. 0 leaves it to the service.")
    private int top = 0;

    @UriParam(
            label = "producer",
            description =
                    "Where delta starts: latest for changes from now on. Without it everything is listed first.")
    private String deltaToken;

    @UriParam(
            label = "common",
            defaultValue = "false",
            description =
                    "Leaves out the folders above changed items, which the service lists too otherwise.")
    private boolean deltaExcludeParent = false;

    @UriParam(
            label = "producer",
            defaultValue = "4194304",
            description =
                    "Files up to this many bytes are uploaded in one request, larger ones in an upload session. At most 250000000.")
    private long simpleUploadLimit = 4 * 1024 * 1024;

    @UriParam(
            label = "producer",
            defaultValue = "10485760",
            description =
                    "The bytes of one fragment of an upload session. A multiple of 327680, and less than 62914560.")
    private int fragmentSize = 10 * 1024 * 1024;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "5",
            description =
                    "How often in a row a fragment is repeated without any progress before the upload fails.")
    private int uploadAttempts = 5;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "1000",
            javaType = "java.time.Duration",
            description =
                    "The pause before a fragment is repeated. It doubles each time, up to 30 seconds.")
    private long uploadRetryDelay = 1_000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "true",
            description =
                    "Whether an upload session that can not be completed any more is cancelled at the service.")
    private boolean cancelOnFailure = true;

    @UriParam(label = "producer,advanced", description = "Follows uploads.")
    private UploadListener uploadListener;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether copy waits until the service has made the copy. If not, a header says where to see how far it is.")
    private boolean waitForCopy = true;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "1000",
            javaType = "java.time.Duration",
            description = "How long to wait between two looks at a copy, unless the service says.")
    private long copyPollDelay = 1_000;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description = "How long copy waits at most.")
    private long copyTimeout = 600_000;

    @UriParam(
            label = "consumer",
            defaultValue = "latest",
            description =
                    "Where the consumer starts if there is no stored cursor: latest with what changes from now on, full with everything that is there.")
    private DeltaStart deltaStart = DeltaStart.latest;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Keeps the consumer's place in the change feed over restarts. Without it the place is lost when the consumer stops.")
    private StateRepository<String, String> cursorRepository;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "The key under which cursorRepository keeps the place. By default made of the drive and the folder.")
    private String cursorKey;

    /** An independent copy. */
    public MicrosoftOneDriveConfiguration copy() {
        try {
            return (MicrosoftOneDriveConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Fails, naming the option, if the options can't work. */
    void validate() {
        require(accessTokenSupplier != null, "accessTokenSupplier", "must be given");
        require(
                httpClient == null || httpClient.followRedirects() == HttpClient.Redirect.NEVER,
                "httpClient",
                "must not follow redirects, since it would take the access token along");
        base();
        require(
                fragmentSize > 0
                        && fragmentSize % FRAGMENT_UNIT == 0
                        && fragmentSize < FRAGMENT_LIMIT,
                "fragmentSize",
                "must be a multiple of "
                        + FRAGMENT_UNIT
                        + " less than "
                        + FRAGMENT_LIMIT
                        + ", but is "
                        + fragmentSize);
        require(
                simpleUploadLimit >= 0 && simpleUploadLimit <= SIMPLE_LIMIT,
                "simpleUploadLimit",
                "must be between 0 and " + SIMPLE_LIMIT + ", but is " + simpleUploadLimit);
        require(uploadAttempts >= 0, "uploadAttempts", "must not be negative");
        require(uploadRetryDelay >= 0, "uploadRetryDelay", "must not be negative");
        require(top >= 0, "top", "must not be negative");
        require(copyPollDelay > 0, "copyPollDelay", "must be positive");
        require(copyTimeout > 0, "copyTimeout", "must be positive");
        require(connectTimeout > 0, "connectTimeout", "must be positive");
        require(requestTimeout > 0, "requestTimeout", "must be positive");
        require(transferTimeout > 0, "transferTimeout", "must be positive");
        require(idleTimeout > 0, "idleTimeout", "must be positive");
    }

    /** The service's address without slash at its end. */
    URI base() {
        String text = baseUrl == null ? "" : baseUrl.replaceAll("/+$", "");
        try {
            URI uri = Links.parse(text);
            if (uri.getQuery() != null || uri.getFragment() != null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException("More than an address");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            // Its message may quote a password in the address.
            throw new IllegalArgumentException(
                    "The option baseUrl must be an http or https address without user, query and fragment");
        }
    }

    private static void require(boolean condition, String option, String rule) {
        if (!condition) {
            throw new IllegalArgumentException("The option " + option + " " + rule);
        }
    }

    public String getDriveId() {
        return driveId;
    }

    /** The drive to work in. Without it the drive of the signed-in user. */
    public void setDriveId(String driveId) {
        this.driveId = driveId;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /** The address of Microsoft Graph with its version. */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public AccessTokenSupplier getAccessTokenSupplier() {
        return accessTokenSupplier;
    }

    /** Where access tokens come from. Required. */
    public void setAccessTokenSupplier(AccessTokenSupplier accessTokenSupplier) {
        this.accessTokenSupplier = accessTokenSupplier;
    }

    public RequestGate getRequestGate() {
        return requestGate;
    }

    /**
     * Asked before and told after every HTTP request: an application that keeps to a quota plugs in
     * here.
     */
    public void setRequestGate(RequestGate requestGate) {
        this.requestGate = requestGate;
    }

    public HttpClient getHttpClient() {
        return httpClient;
    }

    /**
     * The HTTP client to use. It must not follow redirects, since it would take the access token
     * along. By default all endpoints of the component share one.
     */
    public void setHttpClient(HttpClient httpClient) {
        this.httpClient = httpClient;
    }

    public String getUserAgent() {
        return userAgent;
    }

    /**
     * The User-Agent header. The service ranks traffic better that is decorated as
     * ISV|Company|App/Version, or NONISV|Company|App/Version within an own tenant.
     */
    public void setUserAgent(String userAgent) {
        this.userAgent = userAgent;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long to wait for a connection. Ignored if an own httpClient is given. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /** How long to wait for the answer to a request that carries no file content. */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public long getTransferTimeout() {
        return transferTimeout;
    }

    /**
     * How long a request that uploads file content may take without a further byte of the content
     * being read, and then for its answer.
     */
    public void setTransferTimeout(long transferTimeout) {
        this.transferTimeout = transferTimeout;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    /** How long a download may deliver nothing before reading from it fails. */
    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public String getItemId() {
        return itemId;
    }

    /**
     * The item to work with, by id. The value root stands for the root folder. For upload the file
     * whose content is replaced; for children and delta the folder.
     */
    public void setItemId(String itemId) {
        this.itemId = itemId;
    }

    public String getPath() {
        return path;
    }

    /**
     * The item to work with, by its path from the root, not escaped. Used if there is no itemId and
     * no parentId.
     */
    public void setPath(String path) {
        this.path = path;
    }

    public String getParentId() {
        return parentId;
    }

    /**
     * The folder, by id, in which name is. The value root stands for the root folder. Used if there
     * is no itemId.
     */
    public void setParentId(String parentId) {
        this.parentId = parentId;
    }

    public String getName() {
        return name;
    }

    /** The name of the item in the folder parentId, not escaped. */
    public void setName(String name) {
        this.name = name;
    }

    public ConflictBehavior getConflictBehavior() {
        return conflictBehavior;
    }

    /**
     * What happens to an upload, a copy or a new folder if the name is taken. Replacing an item by
     * its id always replaces.
     */
    public void setConflictBehavior(ConflictBehavior conflictBehavior) {
        this.conflictBehavior = conflictBehavior;
    }

    public String getIfMatch() {
        return ifMatch;
    }

    /**
     * An eTag: upload, update and delete fail with PreconditionFailedException if the item has
     * another one by now.
     */
    public void setIfMatch(String ifMatch) {
        this.ifMatch = ifMatch;
    }

    public String getSelect() {
        return select;
    }

    /** The properties to ask for (OData select), comma separated, for get, children and delta. */
    public void setSelect(String select) {
        this.select = select;
    }

    public String getExpand() {
        return expand;
    }

    /** The relations to ask for (OData expand) for get, children and delta. */
    public void setExpand(String expand) {
        this.expand = expand;
    }

    public String getOrderBy() {
        return orderBy;
    }

    /** The order of children (OData orderby). Business drives know name and url only. */
    public void setOrderBy(String orderBy) {
        this.orderBy = orderBy;
    }

    public int getTop() {
        return top;
    }

    /** The size of a page of children or changes. 0 leaves it to the service. */
    public void setTop(int top) {
        this.top = top;
    }

    public String getDeltaToken() {
        return deltaToken;
    }

    /**
     * Where delta starts: latest for changes from now on. Without it everything is listed first.
     */
    public void setDeltaToken(String deltaToken) {
        this.deltaToken = deltaToken;
    }

    public boolean isDeltaExcludeParent() {
        return deltaExcludeParent;
    }

    /** Leaves out the folders above changed items, which the service lists too otherwise. */
    public void setDeltaExcludeParent(boolean deltaExcludeParent) {
        this.deltaExcludeParent = deltaExcludeParent;
    }

    public long getSimpleUploadLimit() {
        return simpleUploadLimit;
    }

    /**
     * Files up to this many bytes are uploaded in one request, larger ones in an upload session. At
     * most 250000000.
     */
    public void setSimpleUploadLimit(long simpleUploadLimit) {
        this.simpleUploadLimit = simpleUploadLimit;
    }

    public int getFragmentSize() {
        return fragmentSize;
    }

    /**
     * The bytes of one fragment of an upload session. A multiple of 327680, and less than 62914560.
     */
    public void setFragmentSize(int fragmentSize) {
        this.fragmentSize = fragmentSize;
    }

    public int getUploadAttempts() {
        return uploadAttempts;
    }

    /** How often in a row a fragment is repeated without any progress before the upload fails. */
    public void setUploadAttempts(int uploadAttempts) {
        this.uploadAttempts = uploadAttempts;
    }

    public long getUploadRetryDelay() {
        return uploadRetryDelay;
    }

    /** The pause before a fragment is repeated. It doubles each time, up to 30 seconds. */
    public void setUploadRetryDelay(long uploadRetryDelay) {
        this.uploadRetryDelay = uploadRetryDelay;
    }

    public boolean isCancelOnFailure() {
        return cancelOnFailure;
    }

    /** Whether an upload session that can not be completed any more is cancelled at the service. */
    public void setCancelOnFailure(boolean cancelOnFailure) {
        this.cancelOnFailure = cancelOnFailure;
    }

    public UploadListener getUploadListener() {
        return uploadListener;
    }

    /** Follows uploads. */
    public void setUploadListener(UploadListener uploadListener) {
        this.uploadListener = uploadListener;
    }

    public boolean isWaitForCopy() {
        return waitForCopy;
    }

    /**
     * Whether copy waits until the service has made the copy. If not, a header says where to see
     * how far it is.
     */
    public void setWaitForCopy(boolean waitForCopy) {
        this.waitForCopy = waitForCopy;
    }

    public long getCopyPollDelay() {
        return copyPollDelay;
    }

    /** How long to wait between two looks at a copy, unless the service says. */
    public void setCopyPollDelay(long copyPollDelay) {
        this.copyPollDelay = copyPollDelay;
    }

    public long getCopyTimeout() {
        return copyTimeout;
    }

    /** How long copy waits at most. */
    public void setCopyTimeout(long copyTimeout) {
        this.copyTimeout = copyTimeout;
    }

    public DeltaStart getDeltaStart() {
        return deltaStart;
    }

    /**
     * Where the consumer starts if there is no stored cursor: latest with what changes from now on,
     * full with everything that is there.
     */
    public void setDeltaStart(DeltaStart deltaStart) {
        this.deltaStart = deltaStart;
    }

    public StateRepository<String, String> getCursorRepository() {
        return cursorRepository;
    }

    /**
     * Keeps the consumer's place in the change feed over restarts. Without it the place is lost
     * when the consumer stops.
     */
    public void setCursorRepository(StateRepository<String, String> cursorRepository) {
        this.cursorRepository = cursorRepository;
    }

    public String getCursorKey() {
        return cursorKey;
    }

    /**
     * The key under which cursorRepository keeps the place. By default made of the drive and the
     * folder.
     */
    public void setCursorKey(String cursorKey) {
        this.cursorKey = cursorKey;
    }
}
