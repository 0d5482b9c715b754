package com.aqwacloud.console;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/**
 * The engine's services, each looked up when it is asked and given back right after: they are
 * replaced whenever the engine's configuration is edited, and the commands must stay meanwhile.
 */
final class Engine {
    private final BundleContext context;

    Engine(BundleContext context) {
        this.context = context;
    }

    /**
     * What the service answers.
     *
     * @param question must not answer null
     * @throws EngineNotRunningException if there is no such service
     */
    <S, R> R ask(Class<S> type, Function<? super S, ? extends R> question) {
        return this.<S, R>find(type, question).orElseThrow(EngineNotRunningException::new);
    }

    /**
     * Lets the service do something.
     *
     * @throws EngineNotRunningException if there is no such service
     */
    <S> void tell(Class<S> type, Consumer<? super S> order) {
        ask(
                type,
                service -> {
                    order.accept(service);
                    return true;
                });
    }

    /** What the service answers, or empty if there is no such service. */
    <S, R> Optional<R> find(Class<S> type, Function<? super S, ? extends R> question) {
        var reference = context.getServiceReference(type);
        if (reference == null) {
            return Optional.empty();
        }
        S service = context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(service));
        } finally {
            context.ungetService(reference);
        }
    }
}
