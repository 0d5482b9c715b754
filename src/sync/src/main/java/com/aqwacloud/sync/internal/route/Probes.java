package com.aqwacloud.sync.internal.route;

import com.aqwacloud.sync.internal.quota.Governor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/**
 * Sees to it that the one call that tries a cloud which was left alone is made at once: as long as
 * it waits for the quota of its account, all other accounts would be refused. Thread-safe.
 */
public final class Probes {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Breakers breakers;
    private final Function<String, Optional<Governor>> governors;

    /**
     * Makes one.
     *
     * @param governors by the name of the component that calls the account
     */
    public Probes(Breakers breakers, Function<String, Optional<Governor>> governors) {
        this.breakers = breakers;
        this.governors = governors;
    }

    /**
     * Inside the breaker, before the call: lets another call be the probe if this would wait.
     *
     * @throws com.aqwacloud.sync.internal.quota.LongWaitException in that case
     */
    public void letOthersGo(Exchange exchange) {
        String route = ExchangeHelper.getAtRouteId(exchange);
        if (breakers.isProbing(exchange, route)) {
            String account =
                    exchange.getMessage()
                            .getHeader(
                                    Breakers.ONEDRIVE.equals(route)
                                            ? AqwaHeaders.ONEDRIVE
                                            : AqwaHeaders.GOOGLE,
                                    "",
                                    String.class);
            governors.apply(account).ifPresent(governor -> governor.refuseToWait(PATIENCE));
        }
    }
}
