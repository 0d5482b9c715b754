package com.aqwacloud.sandbox.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where further accounts of one cloud keep their files, and which of them were made while it ran:
 * those are remembered on disk, beside the first account's files. Thread-safe.
 */
public final class AccountBook {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Account first;
    private final Path stateFolder;
    private final Path file;

    /**
     * @param first the account whose folder the others lie beside
     * @param stateFolder where all state is kept; {@code null} if beside each folder
     */
    public AccountBook(Account first, Path stateFolder) {
        this.first = first;
        this.stateFolder = stateFolder;
        this.file = first.state().resolve("accounts.json");
    }

    /**
     * A cloud's first account.
     *
     * @param stateFolder where all state is kept; {@code null} if beside each folder
     */
    public static Account first(Cloud cloud, Path folder, Path stateFolder, DriveKind kind) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path state =
                stateFolder == null
                        ? beside(absolute)
                        : stateFolder.toAbsolutePath().normalize().resolve(cloud.id());
        return new Account(cloud, Owner.DEFAULT, absolute, state, kind);
    }

    public Account first() {
        return first;
    }

    /**
     * A further account; nothing is opened or made.
     *
     * @param folder {@code null} for one beside the first account's
     * @param kind {@code null} for the first account's
     * @throws IllegalArgumentException naming what makes no sense
     */
    public Account further(String name, Path folder, DriveKind kind) {
        Owner.check(name);
        Path files =
                folder == null
                        ? first.folder().resolveSibling(first.folder().getFileName() + "@" + name)
                        : folder.toAbsolutePath().normalize();
        if (files.getFileName() == null) {
            throw new IllegalArgumentException("folder: " + files + " can't be an account's");
        }
        Path state =
                stateFolder == null
                        ? beside(files)
                        : first.state().resolveSibling(first.cloud().id() + "@" + name);
        return new Account(first.cloud(), name, files, state, kind == null ? first.kind() : kind);
    }

    private static Path beside(Path folder) {
        return folder.resolveSibling("." + folder.getFileName() + ".state");
    }

    /**
     * The accounts that were made at run time.
     *
     * @throws IOException if the list can't be read, or is damaged
     */
    public synchronized List<Account> remembered() throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (JsonNode node : read()) {
            try {
                accounts.add(
                        further(
                                node.path("name").asText(),
                                Path.of(node.path("folder").asText()),
                                DriveKind.of(node.path("kind").asText()).orElse(null)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + " is damaged", e);
            }
        }
        return accounts;
    }

    /** Remembers one more. */
    public synchronized void remember(Account account) throws IOException {
        ArrayNode all = read();
        ObjectNode node = all.addObject();
        node.put("name", account.name());
        node.put("folder", account.folder().toString());
        if (account.kind() != null) {
            node.put("kind", account.kind().id());
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private ArrayNode read() throws IOException {
        if (!Files.exists(file)) {
            return JSON.createArrayNode();
        }
        try {
            if (JSON.readTree(file.toFile()) instanceof ArrayNode all) {
                return all;
            }
            throw new IOException(file + " is damaged");
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    /**
     * A folder as someone wrote it down.
     *
     * @throws IllegalArgumentException if it can't be one
     */
    public static Path folder(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("folder: " + text + " can't be one", e);
        }
    }
}
