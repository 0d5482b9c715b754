package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say is there, and what is there they say. */
class DocumentationTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern COMMAND =
            Pattern.compile("@Command\\(\\s*scope = [^,]+,\\s*name = \"([a-z-]+)\"");
    private static final Pattern TYPED = Pattern.compile("aqwa:([a-z][a-z-]*)");
    private static final Pattern KEY = Pattern.compile("(?m)^([a-z][A-Za-z.-]*?)\\s*=");
    private static final Pattern ROUTE_ID =
            Pattern.compile("<(?:route|routeTemplate|get|post|delete) id=\"([a-z-]+)\"");
    private static final Pattern PARAMETER =
            Pattern.compile("<param name=\"(\\w+)\" type=\"query\"");
    private static final Pattern PATH = Pattern.compile(" path=\"/([^\"]+)\"");
    private static final Pattern HEADER = Pattern.compile("`(Aqwa[A-Za-z]+)`");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (Path page : pages()) {
            for (String link : all(LINK, withoutCode(page))) {
                if (!link.contains("://") && !resolves(page, link)) {
                    broken.add(ROOT.relativize(page) + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyConsoleCommandIsExplainedAndNoOther() throws IOException {
        Set<String> commands = new TreeSet<>();
        for (Path file : files("src/console/src/main/java", "Command.java")) {
            commands.addAll(all(COMMAND, Files.readString(file)));
        }

        assertThat(commands).isNotEmpty();
        assertThat(all(TYPED, readme())).isEqualTo(commands);
    }

    @Test
    void everyKeyOfTheConfigurationFilesIsExplained() throws IOException {
        var unexplained = new ArrayList<String>();
        String readme = readme();
        for (Path file : files("etc", ".cfg")) {
            String name = file.getFileName().toString();
            if (name.contains(".acl.")) {
                continue;
            }
            for (String key : all(KEY, Files.readString(file))) {
                String told =
                        name.equals("aqwa.accounts.cfg") && !key.startsWith("sandbox.")
                                ? "NAME." + key.substring(key.indexOf('.') + 1)
                                : key;
                if (!readme.contains("`" + told + "`")) {
                    unexplained.add(name + ": " + key);
                }
            }
            assertThat(readme).contains("`" + name + "`");
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void everyRouteOfTheToldFilesExistsAndEveryFileIsTold() throws IOException {
        String told = Files.readString(ROOT.resolve("src/docs/routes.md"));
        Set<String> ids = new TreeSet<>();
        for (Path file : files("routes", ".xml")) {
            assertThat(told).contains(file.getFileName().toString());
            ids.addAll(all(ROUTE_ID, Files.readString(file)));
        }
        String walk = told.substring(told.indexOf("## watch.xml"), told.indexOf("## Headers"));
        Set<String> spoken = all(Pattern.compile("`([a-z][a-z-]*)`"), walk);
        spoken.removeAll(Set.of("s", "rest"));

        assertThat(ids).containsAll(spoken);
    }

    @Test
    void everyToldHeaderIsUsed() throws IOException {
        String told = Files.readString(ROOT.resolve("src/docs/routes.md"));
        var used = new StringBuilder();
        for (Path file : files("routes", ".xml")) {
            used.append(Files.readString(file));
        }
        for (Path file : files("src/sync/src/main/java", ".java")) {
            used.append(Files.readString(file));
        }
        assertThat(all(HEADER, told))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(used).contains(name));
    }

    @Test
    void everyParameterAndPathOfTheApiIsTold() throws IOException {
        String api = Files.readString(ROOT.resolve("routes/api.xml"));
        String told = Files.readString(ROOT.resolve("src/docs/rest.md"));

        assertThat(all(PARAMETER, api))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(told).contains("`" + name));
        assertThat(all(PATH, api))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(told).contains(path.replace("{id}", "ID")));
    }

    @Test
    void everyPackageOfTheEngineIsTold() throws IOException {
        String told = Files.readString(ROOT.resolve("src/docs/architecture.md"));
        Path engine = ROOT.resolve("src/sync/src/main/java/com/aqwacloud/sync/internal");
        try (Stream<Path> packages = Files.list(engine)) {
            assertThat(packages.map(each -> each.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(told).contains("`" + name + "`"));
        }
    }

    private static boolean resolves(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new TreeSet<>();
        for (String heading : all(HEADING, withoutCode(page))) {
            anchors.add(
                    heading.toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9 _-]", "")
                            .replace(' ', '-'));
        }
        return anchors;
    }

    private static String withoutCode(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?s)```.*?```", "");
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(files("src/docs", ".md"));
        pages.add(ROOT.resolve("README.md"));
        pages.add(ROOT.resolve("CHANGELOG.md"));
        pages.add(ROOT.resolve("routes/README.md"));
        pages.add(ROOT.resolve("etc/README.md"));
        return pages;
    }

    private static List<Path> files(String folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(end)).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
