package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The page that names a test for everything the clouds do names tests that there are. */
class ContractPageTest {

    private static final Path PAGE = Path.of("../docs/sandbox-contract.md");
    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern OF_A_CLOUD = Pattern.compile("(Graph|Google|Microsoft)(\\w*)Test");

    private List<String> lines;

    @BeforeEach
    void read() throws IOException {
        lines = Files.readAllLines(PAGE);
    }

    /** The rows of all tables, without heads and the lines below them. */
    private List<String> rows() {
        return lines.stream()
                .filter(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("| What the cloud does | Shown by |"))
                .filter(line -> !line.equals("| --- | --- |"))
                .toList();
    }

    private static String shownBy(String row) {
        return row.split("\\|", -1)[2].strip();
    }

    /** The names of all classes with tests, by their simple names. */
    private static Map<String, String> classes() throws IOException {
        Map<String, String> classes = new HashMap<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            sources.map(source -> SOURCES.relativize(source).toString())
                    .filter(source -> source.endsWith(".java"))
                    .map(source -> source.substring(0, source.length() - 5))
                    .map(source -> source.replace('/', '.').replace('\\', '.'))
                    .forEach(name -> classes.put(name.substring(name.lastIndexOf('.') + 1), name));
        }
        return classes;
    }

    private static Set<String> tests(String className) {
        Set<String> tests = new HashSet<>();
        try {
            Class<?> type = Class.forName(className);
            ReflectionSupport.findMethods(
                            type,
                            method -> AnnotationSupport.isAnnotated(method, Testable.class),
                            HierarchyTraversalMode.TOP_DOWN)
                    .forEach(method -> tests.add(method.getName()));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(className + " is not compiled", e);
        }
        return tests;
    }

    @Test
    void eachTestThatIsNamedIsThere() throws IOException {
        Map<String, String> classes = classes();
        Map<String, Set<String>> tests = new HashMap<>();
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(String.join("\n", rows()));
        while (named.find()) {
            String type = classes.get(named.group(1));
            if (type == null
                    || !tests.computeIfAbsent(type, ContractPageTest::tests)
                            .contains(named.group(2))) {
                missing.add(named.group(1) + "." + named.group(2));
            }
        }
        assertThat(missing).as("named in %s, and no test", PAGE).isEmpty();
    }

    @Test
    void eachRowNamesATestOrSaysWhyThereIsNone() {
        List<String> empty = new ArrayList<>();
        for (String row : rows()) {
            String[] cells = row.split("\\|", -1);
            boolean whole = cells.length == 4 && !cells[1].isBlank();
            if (!whole
                    || !shownBy(row).matches("`\\w+Test\\.\\w+`.*|(not here|by hand): .*\\w.*")) {
                empty.add(row);
            }
        }
        assertThat(empty).as("rows of %s that show nothing", PAGE).isEmpty();
        assertThat(rows()).as("rows of %s", PAGE).hasSizeGreaterThan(200);
    }

    @Test
    void eachClassOfTestsOfACloudIsNamed() throws IOException {
        Set<String> unnamed = new TreeSet<>();
        for (String name : classes().keySet()) {
            if (OF_A_CLOUD.matcher(name).matches()) {
                unnamed.add(name);
            }
        }
        assertThat(unnamed).isNotEmpty();
        NAMED.matcher(String.join("\n", rows()))
                .results()
                .forEach(named -> unnamed.remove(named.group(1)));
        assertThat(unnamed).as("classes that %s does not name", PAGE).isEmpty();
    }
}
