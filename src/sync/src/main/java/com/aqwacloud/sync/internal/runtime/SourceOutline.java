package com.aqwacloud.sync.internal.runtime;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The lines of a route file, to tell an operator where something stands. */
final class SourceOutline {

    private static final Set<String> ROOTS =
            Set.of(
                    "beans",
                    "camel",
                    "routes",
                    "route",
                    "rests",
                    "rest",
                    "routeTemplates",
                    "routeTemplate",
                    "templatedRoutes",
                    "templatedRoute",
                    "routeConfigurations",
                    "routeConfiguration",
                    "dataFormats");
    private static final Pattern WORDS = Pattern.compile("[\\s'\"<>\\[\\]()|,;=]+");
    private static final Pattern REST_CONFIGURATION =
            Pattern.compile("^\\s*-?\\s*\"?rest-?[cC]onfiguration\"?\\s*:");
    private static final int SHORTEST_WORD = 3;

    private final List<String> lines;

    private SourceOutline(RouteSource source) {
        lines = source.text().lines().toList();
    }

    /**
     * Looks over a file before Camel does.
     *
     * @throws RefusedException if it is not well-formed, or has at its top what a route file may
     *     not have
     */
    static SourceOutline of(RouteSource source) throws RefusedException {
        var outline = new SourceOutline(source);
        if (source.text().isBlank()) {
            throw RefusedException.edit("the file is empty", 1);
        }
        if (source.xml()) {
            checkXml(source);
        } else {
            outline.checkYaml();
        }
        return outline;
    }

    private static void checkXml(RouteSource source) throws RefusedException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(source.text()));
            try {
                int depth = 0;
                while (reader.hasNext()) {
                    int event = reader.next();
                    if (event == XMLStreamConstants.START_ELEMENT) {
                        checkElement(reader, depth++);
                    } else if (event == XMLStreamConstants.END_ELEMENT) {
                        depth--;
                    } else if (event == XMLStreamConstants.DTD) {
                        throw RefusedException.edit(
                                "a document type declaration is not allowed in a route file",
                                reader.getLocation().getLineNumber());
                    }
                }
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new RefusedException(
                    "it is not well-formed XML: " + Wording.xml(e),
                    line,
                    RefusedException.Cure.EDIT,
                    e);
        }
    }

    private static void checkElement(XMLStreamReader reader, int depth) throws RefusedException {
        String element = reader.getLocalName();
        int line = reader.getLocation().getLineNumber();
        if (depth == 0 && !ROOTS.contains(element)) {
            throw RefusedException.edit(
                    "the root element <"
                            + element
                            + "> is none of a route file: use <routes>, <rests>, <routeTemplates>, <routeConfigurations> or <camel> for a mixture",
                    line);
        }
        String namespace = reader.getNamespaceURI();
        if (depth == 0
                && namespace != null
                && !namespace.isEmpty()
                && !namespace.startsWith("http://camel.apache.org/schema/")) {
            throw RefusedException.edit("the namespace " + namespace + " is not Camel's", line);
        }
        if (element.equals("restConfiguration")) {
            throw restConfiguration(line);
        }
    }

    private void checkYaml() throws RefusedException {
        for (int i = 0; i < lines.size(); i++) {
            if (REST_CONFIGURATION.matcher(lines.get(i)).find()) {
                throw restConfiguration(i + 1);
            }
        }
    }

    private static RefusedException restConfiguration(int line) {
        return RefusedException.edit(
                "REST is configured once for all files, so a route file may not hold a restConfiguration",
                line);
    }

    /** The first line that holds the given text, or 0. */
    int lineOf(String text) {
        return lineWithin(text, 1, lines.size());
    }

    /** The line that gives something this id, or 0. */
    int lineOfId(String id) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.contains("=\"" + id + "\"")
                    || line.contains("='" + id + "'")
                    || line.strip()
                            .matches(
                                    "(-\\s*)?\\w*[iI]d:\\s*[\"']?"
                                            + Pattern.quote(id)
                                            + "[\"']?")) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The first line on which an XML element of this name begins, or 0. */
    int lineOfElement(String element) {
        Pattern start = Pattern.compile("<(\\w+:)?" + Pattern.quote(element) + "(?![\\w.-])");
        for (int i = 0; i < lines.size(); i++) {
            if (start.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 0;
    }

    /**
     * The line that an error speaks of: the first one from the given line on that holds the longest
     * word of the message found in the file.
     *
     * @param from line to begin at
     * @param to last line to look at
     * @return the line, or 0 if the message has no word of the file
     */
    int lineSpokenOf(String message, int from, int to) {
        var words = new ArrayList<>(List.of(WORDS.split(message)));
        words.removeIf(word -> word.length() < SHORTEST_WORD);
        words.sort((a, b) -> Integer.compare(b.length(), a.length()));
        for (String word : words) {
            if (!telling(word)) {
                continue;
            }
            int line = lineWithin(word, from, to);
            if (line > 0) {
                return line;
            }
        }
        return 0;
    }

    /** Plain words of a sentence prove nothing; names of things have a mark or a capital inside. */
    private static boolean telling(String word) {
        return word.chars().anyMatch(c -> "{}:.$?#/-_&".indexOf(c) >= 0)
                || word.chars().skip(1).anyMatch(Character::isUpperCase)
                || word.chars().anyMatch(Character::isDigit);
    }

    /** The first of the given lines that holds the text, or 0. */
    int lineWithin(String text, int from, int to) {
        for (int i = Math.max(from, 1); i <= Math.min(to, lines.size()); i++) {
            if (lines.get(i - 1).contains(text) || unescaped(lines.get(i - 1)).contains(text)) {
                return i;
            }
        }
        return 0;
    }

    private static String unescaped(String line) {
        return line.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    }

    int lineCount() {
        return lines.size();
    }
}
