package com.aqwacloud.sync.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.util.URISupport;

/** Turns what Camel throws into one sentence and a line. */
final class Wording {

    private static final Pattern POSITION = Pattern.compile("@(\\d+):\\d+");
    private static final Pattern YAML_LINE = Pattern.compile("line:? (\\d+)");
    private static final Pattern UNEXPECTED_ELEMENT =
            Pattern.compile("Unexpected element '(?:\\{[^}]*})?([^']+)'");
    private static final Pattern UNEXPECTED_ATTRIBUTE =
            Pattern.compile("Unexpected attribute '(?:\\{[^}]*})?([^']+)'");
    private static final Pattern MISSING_PROPERTY =
            Pattern.compile("Property with key \\[([^]]+)] not found");
    private static final int LONGEST = 400;

    private Wording() {}

    /** The message of the XML reader without its position. */
    static String xml(XMLStreamException e) {
        String message = e.getMessage() == null ? "unreadable" : e.getMessage();
        int marker = message.indexOf("Message:");
        return oneLine(marker < 0 ? message : message.substring(marker + "Message:".length()));
    }

    /** What went wrong while a file was parsed or its routes were built. */
    static RefusedException refusal(Throwable thrown, SourceOutline outline, FileModel model) {
        List<Throwable> chain = chain(thrown);
        String routeId = routeId(chain);
        int start = model == null || routeId == null ? 0 : model.lineOfRoute(routeId);
        int end =
                model == null
                        ? outline.lineCount()
                        : model.lastLineAfter(start, outline.lineCount());

        for (Throwable link : chain) {
            if (link instanceof RefusedException refused) {
                return refused;
            }
            if (link instanceof NoSuchEndpointException missing) {
                return noEndpoint(missing, outline, routeId, start, end);
            }
            if (link instanceof NoSuchBeanException missing) {
                return new RefusedException(
                        inRoute(routeId) + "there is no bean named " + missing.getName(),
                        orElse(lineHolding(outline, missing.getName(), start, end), start),
                        RefusedException.Cure.SURROUNDINGS,
                        thrown);
            }
        }
        for (Throwable link : chain) {
            if (link instanceof MethodNotFoundException missing) {
                return new RefusedException(
                        inRoute(routeId) + "the bean has no method " + missing.getMethodName(),
                        orElse(lineHolding(outline, missing.getMethodName(), start, end), start),
                        RefusedException.Cure.SURROUNDINGS,
                        thrown);
            }
            if (link instanceof SimpleIllegalSyntaxException wrong) {
                return new RefusedException(
                        inRoute(routeId)
                                + "the expression "
                                + oneLine(wrong.getExpression())
                                + " is wrong: "
                                + decapitalised(rootMessage(thrown)),
                        orElse(
                                lineHolding(
                                        outline,
                                        wrong.getExpression()
                                                .strip()
                                                .lines()
                                                .findFirst()
                                                .orElse(""),
                                        start,
                                        end),
                                start),
                        RefusedException.Cure.EDIT,
                        thrown);
            }
        }
        Throwable root = chain.get(chain.size() - 1);
        String message = oneLine(root.getMessage() == null ? root.toString() : root.getMessage());

        Matcher property = MISSING_PROPERTY.matcher(all(chain));
        if (property.find()) {
            String key = property.group(1);
            return new RefusedException(
                    inRoute(routeId) + "the property {{" + key + "}} is not set",
                    orElse(
                            outline.lineOf("{{" + key),
                            lineHolding(outline, key, start, end),
                            start),
                    RefusedException.Cure.SURROUNDINGS,
                    thrown);
        }
        Matcher element = UNEXPECTED_ELEMENT.matcher(message);
        if (element.find()) {
            return new RefusedException(
                    "the element <" + element.group(1) + "> is not known to Camel at this place",
                    outline.lineOfElement(element.group(1)),
                    RefusedException.Cure.EDIT,
                    thrown);
        }
        Matcher attribute = UNEXPECTED_ATTRIBUTE.matcher(message);
        if (attribute.find()) {
            return new RefusedException(
                    "the attribute " + attribute.group(1) + " is not known to Camel at this place",
                    outline.lineOf(" " + attribute.group(1) + "="),
                    RefusedException.Cure.EDIT,
                    thrown);
        }
        for (Throwable link : chain) {
            if (link instanceof ResolveEndpointFailedException failed && failed.getUri() != null) {
                int line = lineHolding(outline, withoutOptions(failed.getUri()), start, end);
                return new RefusedException(
                        inRoute(routeId) + decapitalised(message),
                        orElse(outline.lineSpokenOf(message, start, end), line, start),
                        RefusedException.Cure.SURROUNDINGS,
                        thrown);
            }
        }
        return new RefusedException(
                inRoute(routeId) + decapitalised(message),
                orElse(position(chain), outline.lineSpokenOf(message, start, end), start),
                RefusedException.Cure.SURROUNDINGS,
                thrown);
    }

    private static RefusedException noEndpoint(
            NoSuchEndpointException missing,
            SourceOutline outline,
            String routeId,
            int start,
            int end) {
        String uri = missing.getUri();
        String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
        int line = lineHolding(outline, withoutOptions(uri), start, end);
        return new RefusedException(
                inRoute(routeId)
                        + "the component "
                        + scheme
                        + " of "
                        + URISupport.sanitizeUri(withoutOptions(uri))
                        + " is not installed",
                orElse(line, lineHolding(outline, scheme + ":", start, end), start),
                RefusedException.Cure.ARRIVAL,
                missing);
    }

    private static int lineHolding(SourceOutline outline, String text, int start, int end) {
        return outline.lineWithin(text, start, end);
    }

    private static String withoutOptions(String uri) {
        String path = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
        return path.replace("://", ":");
    }

    private static String routeId(List<Throwable> chain) {
        for (Throwable link : chain) {
            if (link instanceof FailedToCreateRouteException failed) {
                return failed.getRouteId();
            }
            if (link instanceof FailedToStartRouteException failed) {
                return failed.getRouteId();
            }
        }
        return null;
    }

    private static String inRoute(String routeId) {
        return routeId == null ? "" : "in route " + routeId + " ";
    }

    private static int position(List<Throwable> chain) {
        String text = all(chain);
        Matcher xml = POSITION.matcher(text);
        if (xml.find()) {
            return Integer.parseInt(xml.group(1));
        }
        Matcher yaml = YAML_LINE.matcher(text);
        return yaml.find() ? Integer.parseInt(yaml.group(1)) : 0;
    }

    private static int orElse(int... lines) {
        for (int line : lines) {
            if (line > 0) {
                return line;
            }
        }
        return 0;
    }

    private static String all(List<Throwable> chain) {
        var text = new StringBuilder();
        chain.forEach(link -> text.append(link.getMessage()).append('\n'));
        return text.toString();
    }

    private static List<Throwable> chain(Throwable thrown) {
        var chain = new ArrayList<Throwable>();
        for (Throwable link = thrown;
                link != null && !chain.contains(link);
                link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    /** What it all came from, in one line. */
    static String rootMessage(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        Throwable root = chain.get(chain.size() - 1);
        return oneLine(root.getMessage() == null ? root.toString() : root.getMessage());
    }

    /** The first words of a text as one line, without a full stop. */
    static String oneLine(String text) {
        String line =
                text.strip()
                        .replaceAll("\\s+", " ")
                        .replaceFirst("^Failed to start route: \\S+ because: ", "");
        if (line.length() > LONGEST) {
            line = line.substring(0, LONGEST) + "…";
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static String decapitalised(String sentence) {
        boolean plainWord =
                sentence.length() > 1
                        && Character.isUpperCase(sentence.charAt(0))
                        && Character.isLowerCase(sentence.charAt(1));
        return plainWord
                ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
                : sentence;
    }
}
