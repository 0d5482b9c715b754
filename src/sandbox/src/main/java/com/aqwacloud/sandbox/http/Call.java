package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.fault.Asked;
import com.aqwacloud.sandbox.fault.Fault;
import com.aqwacloud.sandbox.fault.FaultBook;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.quota.Charge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** One request, off the wire or from within a batch. For one thread. */
public final class Call {

    private final String method;
    private final String base;
    private final String rawPath;
    private final Map<String, String> query;
    private final Function<String, String> headers;
    private final Traffic traffic;
    private final Map<FaultKind, Optional<Fault>> faults = new EnumMap<>(FaultKind.class);
    private final Set<String> forgotten = new HashSet<>();
    private InputStream body;
    private LongSupplier used = () -> 0;
    private Charge charge = Charge.FREE;
    private String account;
    private String client;
    private String operation = "other";

    /**
     * @param base scheme, host and port the client used
     * @param rawPath still percent-encoded
     * @param headers looks a header up by name in any case; {@code null} if absent
     */
    public Call(
            String method,
            String base,
            String rawPath,
            String rawQuery,
            Function<String, String> headers,
            InputStream body,
            Traffic traffic) {
        this.method = method;
        this.base = base;
        this.rawPath = rawPath;
        this.query = parseQuery(rawQuery);
        this.headers = headers;
        this.body = body;
        this.traffic = traffic;
    }

    public String method() {
        return method;
    }

    public String base() {
        return base;
    }

    public String rawPath() {
        return rawPath;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public boolean flag(String name) {
        return "true".equalsIgnoreCase(query.get(name));
    }

    public Map<String, String> query() {
        return query;
    }

    /**
     * Takes parameters out of the body, too: where a client moved those of an address there that
     * would have been too long.
     *
     * @return whether the body was within the limit
     */
    public boolean takeParametersFromBody(int limit) throws IOException {
        Optional<byte[]> form = bytes(limit);
        form.ifPresent(
                bytes -> query.putAll(parseQuery(new String(bytes, StandardCharsets.UTF_8))));
        return form.isPresent();
    }

    public Optional<String> header(String name) {
        return forgotten.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.ofNullable(headers.apply(name));
    }

    /** The bytes as the client sent them, not shaped nor counted. */
    public InputStream body() {
        return body;
    }

    /** The bytes of a file on their way in: counted, and slowed down where that is asked for. */
    public InputStream media() {
        return traffic.in(this, body);
    }

    public Traffic traffic() {
        return traffic;
    }

    /** On whose behalf it is made. */
    public String account() {
        if (account == null) {
            account = traffic.levers().accounts().of(traffic.cloud(), this);
        }
        return account;
    }

    /** The application that makes it; {@code null} while or where none is known. */
    public String client() {
        return client;
    }

    /** Says which application makes it, once its token has told. */
    public void client(String id) {
        client = id;
    }

    public String operation() {
        return operation;
    }

    /**
     * Says which of the cloud's operations this is, for the counts and for the rules of faults. To
     * be called once, before anything is done or read.
     *
     * @throws ApiException if a rule or a limit has it refused
     */
    public void operation(String name) {
        operation = name;
        traffic.operation(this);
    }

    /**
     * Whether something of a kind is to go wrong with this call; to be asked only where it would
     * have an effect, since it is counted. The answer stays the same however often it is asked.
     */
    public Optional<Fault> fault(FaultKind kind) {
        return fault(kind, any -> true);
    }

    /**
     * The same, for what has an effect only under a condition.
     *
     * @param applies whether the fault, with its parameters, would have an effect
     */
    public Optional<Fault> fault(FaultKind kind, Predicate<Fault> applies) {
        if (!FaultBook.CLOUDS.contains(traffic.cloud())) {
            return Optional.empty();
        }
        return faults.computeIfAbsent(
                kind, k -> traffic.levers().faults().ask(k, asked(), applies));
    }

    private Asked asked() {
        return new Asked(traffic.cloud(), account(), method, rawPath, operation);
    }

    /** How much an account may store; empty for no limit. */
    public OptionalLong storageLimit() {
        return traffic.levers().quotas().storageBytes(traffic.cloud(), account());
    }

    /**
     * Says how much is stored already; to be called before anything is stored.
     *
     * @param bytes asked only if there is a limit
     */
    public void stored(LongSupplier bytes) {
        used = bytes;
    }

    /**
     * @throws ApiException if so many bytes more can't be stored
     */
    public void checkRoom(long bytes) {
        if (bytes > room()) {
            traffic.refuseFull(this);
        }
    }

    private long room() {
        OptionalLong limit = storageLimit();
        return limit.isEmpty() ? Long.MAX_VALUE : limit.getAsLong() - used.getAsLong();
    }

    /** What became of its cost. */
    Charge charge() {
        return charge;
    }

    void charge(Charge now) {
        charge = now;
    }

    /**
     * Content as it is to be stored; a fault may have one byte stored other than it came.
     *
     * @param offset where in the file it begins
     */
    public InputStream stored(InputStream content, long offset) {
        long room = room();
        InputStream fitting =
                room == Long.MAX_VALUE
                        ? content
                        : new LimitInput(content, room - offset, () -> traffic.refuseFull(this));
        return fault(FaultKind.CORRUPT_UPLOAD, any -> any.number("atByte", 0) >= offset)
                .<InputStream>map(
                        any -> new CorruptInput(fitting, any.number("atByte", 0) - offset))
                .orElse(fitting);
    }

    /**
     * What to answer, where a cloud would answer this; to be called with each answer that is no
     * error.
     */
    public Reply answered(Reply reply) {
        return traffic.after(this, reply);
    }

    /** Whether there is a rule of a kind for this call, whether or not it strikes. */
    boolean isAwaited(FaultKind kind) {
        return traffic.levers().faults().isAwaited(kind, asked());
    }

    /** As if the client had not sent this header. */
    void forgetHeader(String name) {
        forgotten.add(name.toLowerCase(Locale.ROOT));
    }

    /** From now on the body breaks off there. */
    void cutBody(long afterBytes) {
        body = new CutInput(body, afterBytes);
    }

    /**
     * The whole body.
     *
     * @return empty if it is longer than the limit
     */
    public Optional<byte[]> bytes(int limit) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int count;
        while ((count = body.read(buffer)) >= 0) {
            all.write(buffer, 0, count);
            if (all.size() > limit) {
                return Optional.empty();
            }
        }
        return Optional.of(all.toByteArray());
    }

    private static Map<String, String> parseQuery(String raw) {
        Map<String, String> found = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return found;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            found.merge(form(name), form(value), (a, b) -> a + "," + b);
        }
        return found;
    }

    private static String form(String text) {
        return decode(text.replace("+", "%20")).orElse(text);
    }

    /** Undoes percent-encoding; empty if it is none, or not of UTF-8. */
    public static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            int high = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
