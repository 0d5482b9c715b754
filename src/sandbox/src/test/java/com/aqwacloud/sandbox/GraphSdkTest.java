package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.models.UploadResult;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.drives.item.items.item.DriveItemItemRequestBuilder;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.drives.item.items.item.delta.DeltaGetResponse;
import com.microsoft.graph.drives.item.items.item.delta.DeltaRequestBuilder;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.Folder;
import com.microsoft.graph.models.ItemReference;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OneDrive through Microsoft's own Java SDK, which no one here wrote. */
class GraphSdkTest {

    private static final int MIB = 1 << 20;
    private static final int FRAGMENT = 10 * 320 * 1024;

    @TempDir Path home;
    private final FailingFragment failing = new FailingFragment();
    private Clouds clouds;
    private GraphServiceClient graph;
    private String driveId;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        OkHttpClient http =
                trusting(GraphClientFactory.create().addInterceptor(failing), clouds).build();
        OkHttpRequestAdapter adapter =
                new OkHttpRequestAdapter(
                        (request, context) ->
                                request.headers.add("Authorization", "Bearer sandbox"),
                        null,
                        null,
                        http);
        adapter.setBaseUrl(url(clouds, "/v1.0"));
        graph = new GraphServiceClient(adapter);
        driveId = graph.me().drive().get().getId();
    }

    String url(Clouds clouds, String path) {
        return clouds.url(path);
    }

    OkHttpClient.Builder trusting(OkHttpClient.Builder builder, Clouds clouds) {
        return builder;
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void theUserAndTheDriveAreThere() {
        assertThat(graph.me().get().getMail()).isEqualTo("sandbox@aqwacloud.example");
        assertThat(graph.drives().byDriveId(driveId).get().getDriveType()).isEqualTo("business");
        assertThat(graph.drives().byDriveId(driveId).root().get().getRoot()).isNotNull();
    }

    @Test
    void itemsAreMadeReadRenamedMovedAndDeleted() throws IOException {
        DriveItem wanted = new DriveItem();
        wanted.setName("Reports & more");
        wanted.setFolder(new Folder());
        DriveItem folder = item("root").children().post(wanted);
        DriveItem file = put("root:/Reports & more/a #1 [ü].txt:", "hello");
        assertThat(file.getName()).isEqualTo("a #1 [ü].txt");
        assertThat(file.getFile().getHashes().getQuickXorHash())
                .isEqualTo("aCgDG9jwBgAAAAAABQAAAAAAAAA=");
        try (InputStream content = item(file.getId()).content().get()) {
            assertThat(content.readAllBytes()).asString().isEqualTo("hello");
        }

        DriveItem change = new DriveItem();
        change.setName("b.txt");
        ItemReference root = new ItemReference();
        root.setId(item("root").get().getId());
        change.setParentReference(root);
        DriveItem moved = item(file.getId()).patch(change);
        assertThat(moved.getId()).isEqualTo(file.getId());
        assertThat(clouds.oneDrive.resolve("b.txt")).hasContent("hello");

        item(folder.getId()).delete();
        assertThat(clouds.oneDrive.resolve("Reports & more")).doesNotExist();
    }

    @Test
    void childrenComeInPages() throws Exception {
        for (int i = 0; i < 7; i++) {
            put("root:/p" + i + ":", "x");
        }
        DriveItemCollectionResponse first =
                item("root").children().get(request -> request.queryParameters.top = 3);
        assertThat(first.getValue()).hasSize(3);
        List<String> names = new ArrayList<>();
        new PageIterator.Builder<DriveItem, DriveItemCollectionResponse>()
                .client(graph)
                .collectionPage(first)
                .collectionPageFactory(DriveItemCollectionResponse::createFromDiscriminatorValue)
                .processPageItemCallback(
                        item -> {
                            names.add(item.getName());
                            return true;
                        })
                .build()
                .iterate();
        assertThat(names).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    }

    @Test
    void aLargeFileGoesOnAfterAFragmentFailed() throws Exception {
        byte[] content = Clouds.bytes(12 * MIB);
        DriveItemUploadableProperties properties = new DriveItemUploadableProperties();
        properties.setAdditionalData(Map.of("@microsoft.graph.conflictBehavior", "replace"));
        CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
        body.setItem(properties);
        UploadSession session = item("root:/large file.bin:").createUploadSession().post(body);
        ByteArrayInputStream stream = new ByteArrayInputStream(content);
        LargeFileUploadTask<DriveItem> task = upload(session, stream, content.length);
        failing.at(2);
        Throwable broken = catchThrowable(() -> task.upload(1, null));
        assertThat(broken).isNotNull();
        assertThat(clouds.oneDrive.resolve("large file.bin")).doesNotExist();

        UploadResult<DriveItem> result = resumeAfterTheFirst(task, stream);
        assertThat(result.isUploadSuccessful()).isTrue();
        assertThat(result.itemResponse.getSize()).isEqualTo(content.length);
        assertThat(clouds.oneDrive.resolve("large file.bin")).hasBinaryContent(content);
        assertThat(failing.fragments()).as("4 and the one that failed").isEqualTo(5);
    }

    @Test
    void aLargeFileGoesOnAfterTheServerRefusedAFragment() throws Exception {
        byte[] content = Clouds.bytes(12 * MIB);
        Faults faults = new Faults(clouds);
        String rule =
                faults.add(
                        "{'kind':'refuse','status':500,'operation':'session.fragment',"
                                + "'nth':2,'times':1}");
        CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
        UploadSession session = item("root:/refused.bin:").createUploadSession().post(body);
        ByteArrayInputStream stream = new ByteArrayInputStream(content);
        LargeFileUploadTask<DriveItem> task = upload(session, stream, content.length);
        assertThat(catchThrowable(() -> task.upload(1, null))).isNotNull();
        faults.assertFired(rule, 1);

        assertThat(resumeAfterTheFirst(task, stream).isUploadSuccessful()).isTrue();
        assertThat(clouds.oneDrive.resolve("refused.bin")).hasBinaryContent(content);
    }

    @Test
    void deltaTellsWhatChanged() {
        put("root:/d1:", "1");
        DriveItem second = put("root:/d2:", "2");
        DeltaGetResponse all = item("root").delta().get();
        assertThat(all.getValue()).extracting(DriveItem::getName).contains("root", "d1", "d2");

        item(second.getId()).delete();
        put("root:/d3:", "3");
        DeltaGetResponse changed =
                new DeltaRequestBuilder(all.getOdataDeltaLink(), graph.getRequestAdapter()).get();
        assertThat(changed.getValue())
                .filteredOn(item -> item.getDeleted() != null)
                .extracting(DriveItem::getId)
                .containsExactly(second.getId());
        assertThat(changed.getValue())
                .filteredOn(item -> item.getFile() != null && item.getDeleted() == null)
                .extracting(DriveItem::getName)
                .containsExactly("d3");
    }

    @Test
    void aBatchAnswersEachOfItsRequests() throws IOException {
        DriveItem file = put("root:/batched:", "b");
        BatchRequestContent batch = new BatchRequestContent(graph);
        String found = batch.addBatchRequestStep(item(file.getId()).toGetRequestInformation());
        String missing = batch.addBatchRequestStep(item("nothing").toGetRequestInformation());
        BatchResponseContent answers = graph.getBatchRequestBuilder().post(batch, null);
        assertThat(
                        answers.getResponseById(found, DriveItem::createFromDiscriminatorValue)
                                .getName())
                .isEqualTo("batched");
        assertThat(answers.getResponsesStatusCode()).containsEntry(missing, 404);
    }

    @Test
    void errorsAreOfTheKindTheSdkKnows() {
        ODataError missing = catchThrowableOfType(ODataError.class, () -> item("nothing").get());
        assertThat(missing.getResponseStatusCode()).isEqualTo(404);
        assertThat(missing.getError().getCode()).isEqualTo("itemNotFound");
        assertThat(missing.getError().getInnerError().getRequestId()).isNotBlank();

        DriveItem file = put("root:/tagged:", "1");
        put("root:/tagged:", "2");
        ODataError stale =
                catchThrowableOfType(
                        ODataError.class,
                        () ->
                                item(file.getId())
                                        .delete(
                                                request ->
                                                        request.headers.add(
                                                                "If-Match", file.getETag())));
        assertThat(stale.getResponseStatusCode()).isEqualTo(412);

        ODataError badName = catchThrowableOfType(ODataError.class, () -> put("root:/a|b:", "x"));
        assertThat(badName.getResponseStatusCode()).isEqualTo(400);
        assertThat(badName.getError().getCode()).isEqualTo("invalidRequest");
    }

    private LargeFileUploadTask<DriveItem> upload(
            UploadSession session, InputStream stream, int length) throws Exception {
        return new LargeFileUploadTask<>(
                graph.getRequestAdapter(),
                session,
                stream,
                length,
                FRAGMENT,
                DriveItem::createFromDiscriminatorValue);
    }

    /** The SDK goes on reading where it is: bytes that were lost have to be given to it again. */
    private static UploadResult<DriveItem> resumeAfterTheFirst(
            LargeFileUploadTask<DriveItem> task, InputStream stream) throws Exception {
        stream.reset();
        assertThat(stream.skip(FRAGMENT)).isEqualTo(FRAGMENT);
        return task.resume();
    }

    private DriveItemItemRequestBuilder item(String id) {
        return graph.drives().byDriveId(driveId).items().byDriveItemId(id);
    }

    private DriveItem put(String id, String content) {
        return item(id).content()
                .put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Breaks one of the fragments on its way. */
    private static final class FailingFragment implements Interceptor {

        private final AtomicInteger count = new AtomicInteger();
        private volatile int fails = -1;

        void at(int fragment) {
            fails = fragment;
        }

        int fragments() {
            return count.get();
        }

        @Override
        public Response intercept(Chain chain) throws IOException {
            boolean fragment = chain.request().url().encodedPath().startsWith("/onedrive/upload/");
            if (fragment
                    && chain.request().method().equals("PUT")
                    && count.incrementAndGet() == fails) {
                throw new IOException("The line broke");
            }
            return chain.proceed(chain.request());
        }
    }
}
