package com.aqwacloud.console;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads options that stand after an argument. Karaf's own parser takes every word after the first
 * argument for a further argument; people write both orders.
 */
final class TrailingOptions {
    private final String command;
    private final Map<String, Consumer<String>> valued = new LinkedHashMap<>();
    private final Map<String, Runnable> flags = new LinkedHashMap<>();

    /**
     * @param command whole name of the command, for messages
     */
    TrailingOptions(String command) {
        this.command = command;
    }

    TrailingOptions value(String name, Consumer<String> target) {
        valued.put(name, target);
        return this;
    }

    TrailingOptions flag(String name, Runnable target) {
        flags.put(name, target);
        return this;
    }

    /**
     * Hands each word to its option, in their order.
     *
     * @throws UsageException at the first word that is no option or lacks its value
     */
    void read(List<String> words) {
        for (var rest = words.iterator(); rest.hasNext(); ) {
            read(rest.next(), rest);
        }
    }

    private void read(String word, Iterator<String> rest) {
        if (flags.containsKey(word)) {
            flags.get(word).run();
            return;
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (!valued.containsKey(name)) {
            throw word.startsWith("-") ? unknown(word) : surplus(word);
        }
        if (equals < 0 && !rest.hasNext()) {
            throw new UsageException("The option " + name + " needs a value" + help());
        }
        valued.get(name).accept(equals < 0 ? rest.next() : word.substring(equals + 1));
    }

    private UsageException unknown(String word) {
        return new UsageException(command + " has no option \"" + word + "\"" + help());
    }

    private UsageException surplus(String word) {
        return new UsageException(
                command
                        + " takes one argument, and \""
                        + word
                        + "\" is one too many; put text with spaces in quotes.");
    }

    private String help() {
        return "; see " + command + " --help.";
    }
}
