package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.SyncException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access tokens of one account. A token is kept until a minute before it expires; while a new
 * one is fetched, all callers wait for the same request. What the cloud refuses for good is
 * remembered: further calls fail at once, without asking the cloud again, and so they do for as
 * long as it asked to be left alone. Safe for use by several threads.
 */
public final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** One may just have expired, and the next may meet a mishap at the cloud. */
    private static final int MOST_REFUSED = 3;

    private final AccountSettings account;
    private final TokenEndpoint endpoint;
    private final RefreshTokens refreshTokens;
    private final Clock clock;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private String token;
    private Instant goodUntil = Instant.MIN;
    private CompletableFuture<String> running;
    private SyncException refusal;
    private TokenUnavailableException pause;
    private Instant notBefore = Instant.MIN;
    private int refusedInARow;

    /** The last token that the cloud took. */
    private volatile String taken;

    /**
     * @param account whose tokens
     * @param store where rotated refresh tokens are kept
     * @param http used for the token endpoint; must not follow redirects
     * @param clock tells when a token expires
     */
    public AccessTokens(AccountSettings account, SecretStore store, HttpClient http, Clock clock) {
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("secrets must not follow redirects");
        }
        this.account = account;
        this.endpoint = new TokenEndpoint(account, http, clock);
        this.refreshTokens = new RefreshTokens(account, store);
        this.clock = clock;
    }

    /**
     * A token that is believed to be good; answers from memory as long as it can, else waits for
     * the cloud.
     *
     * @return never blank
     * @throws ReauthorizationRequiredException if a person must sign in again
     * @throws AccountMisconfiguredException if the configuration must be changed first
     * @throws TokenUnavailableException if trying again later may help; also if the waiting thread
     *     was interrupted, whose interrupt status is then set
     */
    public String token() {
        CompletableFuture<String> mine = null;
        CompletableFuture<String> awaited;
        synchronized (lock) {
            if (refusal != null) {
                throw again(refusal);
            }
            Instant now = clock.instant();
            if (token != null && now.isBefore(goodUntil)) {
                return token;
            }
            if (now.isBefore(notBefore)) {
                throw again(pause, Duration.between(now, notBefore));
            }
            if (running == null) {
                running = new CompletableFuture<>();
                mine = running;
            }
            awaited = running;
        }
        if (mine != null) {
            refresh(mine);
        }
        return await(awaited);
    }

    /**
     * The cloud refused this token: unless it was replaced meanwhile, the next {@link #token()}
     * fetches another. Once several new ones in a row were refused, a person must sign in again.
     */
    public void rejected(String refused) {
        Objects.requireNonNull(refused);
        synchronized (lock) {
            if (refused.equals(token)) {
                token = null;
                refusedInARow = refused.equals(taken) ? 1 : refusedInARow + 1;
                if (refusedInARow >= MOST_REFUSED) {
                    refusedInARow = 0;
                    refusal = new TokenErrors(account).refused();
                    LOG.warn("{}", refusal.getMessage());
                }
            }
        }
    }

    /** The cloud took this token. Returns at once. */
    public void accepted(String used) {
        if (!used.equals(taken)) {
            taken = used;
        }
    }

    /**
     * Forgets a refusal, so that the next {@link #token()} asks the cloud again; what it asked for,
     * it gets.
     */
    public void retry() {
        synchronized (lock) {
            refusal = null;
        }
    }

    /** Whether tokens can be had, as far as is known. */
    public AccountState state() {
        synchronized (lock) {
            if (refusal == null) {
                return AccountState.READY;
            }
            return refusal instanceof ReauthorizationRequiredException
                    ? AccountState.RECONNECT
                    : AccountState.MISCONFIGURED;
        }
    }

    /**
     * One sentence with the remedy where the state is not {@link AccountState#READY}, else null.
     */
    public String message() {
        synchronized (lock) {
            return refusal == null ? null : refusal.getMessage();
        }
    }

    @Override
    public String toString() {
        return "access tokens of " + account;
    }

    private void refresh(CompletableFuture<String> outcome) {
        try {
            Instant asked = clock.instant();
            var rotated = refreshTokens.rotated();
            CompletableFuture<TokenEndpoint.Grant> grant =
                    rotated.isPresent()
                            ? endpoint.refresh(rotated.get())
                                    .exceptionallyCompose(this::withConfiguredToken)
                            : endpoint.refresh(account.refreshToken());
            grant.whenComplete(
                    (granted, failure) -> {
                        if (failure == null) {
                            accept(granted, asked, outcome);
                        } else {
                            fail(failure, outcome);
                        }
                    });
        } catch (RuntimeException e) {
            fail(e, outcome);
        }
    }

    /** A stored token may be dead where the configured one, its ancestor, still works. */
    private CompletableFuture<TokenEndpoint.Grant> withConfiguredToken(Throwable failure) {
        if (!(unwrap(failure) instanceof ReauthorizationRequiredException)) {
            return CompletableFuture.failedFuture(failure);
        }
        refreshTokens.drop();
        return endpoint.refresh(account.refreshToken());
    }

    private void accept(
            TokenEndpoint.Grant grant, Instant asked, CompletableFuture<String> outcome) {
        grant.refreshToken().ifPresent(refreshTokens::rotate);
        // A token shorter-lived than the margin would be fetched anew for every request.
        Duration margin =
                MARGIN.compareTo(grant.life().dividedBy(2)) < 0
                        ? MARGIN
                        : grant.life().dividedBy(2);
        synchronized (lock) {
            token = grant.accessToken();
            goodUntil = asked.plus(grant.life()).minus(margin);
            running = null;
        }
        outcome.complete(grant.accessToken());
    }

    private void fail(Throwable thrown, CompletableFuture<String> outcome) {
        SyncException failure = typed(unwrap(thrown));
        synchronized (lock) {
            running = null;
            if (!(failure instanceof TokenUnavailableException later)) {
                refusal = failure;
            } else if (later.retryAfter().isPresent()) {
                pause = later;
                notBefore = clock.instant().plus(later.retryAfter().get());
            }
        }
        LOG.warn("{}", failure.getMessage());
        outcome.completeExceptionally(failure);
    }

    private SyncException typed(Throwable thrown) {
        if (thrown instanceof SecretsUnreadableException unreadable) {
            return new AccountMisconfiguredException(unreadable.getMessage());
        }
        if (thrown instanceof SecretsUnavailableException unavailable) {
            return new TokenUnavailableException(unavailable.getMessage(), null, unavailable);
        }
        if (thrown instanceof SyncException typed) {
            return typed;
        }
        return new TokenUnavailableException(
                account.tokenUri().getHost()
                        + " cannot be reached for an access token of account \""
                        + account.name()
                        + "\" ("
                        + thrown.getClass().getSimpleName()
                        + ").",
                null,
                thrown);
    }

    private String await(CompletableFuture<String> awaited) {
        try {
            return awaited.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenUnavailableException(
                    "Interrupted while waiting for an access token of account \""
                            + account.name()
                            + "\".",
                    null,
                    e);
        } catch (ExecutionException e) {
            throw again((SyncException) e.getCause());
        }
    }

    /** The same refusal with the stack of the caller who meets it. */
    private static SyncException again(SyncException failure) {
        if (failure instanceof ReauthorizationRequiredException) {
            return new ReauthorizationRequiredException(failure.getMessage());
        }
        if (failure instanceof TokenUnavailableException later) {
            return again(later, later.retryAfter().orElse(null));
        }
        return new AccountMisconfiguredException(failure.getMessage());
    }

    private static SyncException again(TokenUnavailableException later, Duration left) {
        return new TokenUnavailableException(later.getMessage(), left, later);
    }

    private static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }
}
