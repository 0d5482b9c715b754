package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be asked of the owner of an account, and how to say so in words. */
final class Scopes {

    static final String OPENID = "openid";
    static final String OFFLINE = "offline_access";

    private static final String GOOGLE = "https://www.googleapis.com/auth/";
    private static final String GRAPH = "https://graph.microsoft.com/";
    private static final String EVERYTHING = ".default";

    /** So many characters still fit into an access token. */
    private static final int LONGEST = 1000;

    /** Also those that nothing here needs, since applications ask for them all the same. */
    private static final Pattern GRAPH_NAME =
            Pattern.compile(
                    "(?i)(Calendars|Contacts|Device|Directory|Files|Group|Mail|MailboxSettings"
                            + "|Notes|People|Sites|Tasks|User)"
                            + "\\.(Read|ReadBasic|ReadWrite|Send|Manage|FullControl|Create|Selected)"
                            + "(\\.(All|AppFolder|Selected|Shared))?");

    private static final List<String> GRAPH_EVERYTHING =
            List.of("Files.ReadWrite.All", "Sites.ReadWrite.All", "User.Read");

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(OPENID, "Know who you are");
        WORDS.put("email", "See your e-mail address");
        WORDS.put("profile", "See your name");
        WORDS.put(OFFLINE, "Keep access while you are away");
        WORDS.put(GOOGLE + "userinfo.email", "See your e-mail address");
        WORDS.put(GOOGLE + "userinfo.profile", "See your name");
        WORDS.put(GOOGLE + "drive", "See, edit, create and delete all of your files in Drive");
        WORDS.put(GOOGLE + "drive.readonly", "See and download all your files in Drive");
        WORDS.put(
                GOOGLE + "drive.file",
                "See, edit, create and delete only the files in Drive that you use with this"
                        + " application");
        WORDS.put(
                GOOGLE + "drive.metadata",
                "See and change what your files are called and where"
                        + " they are, not what is in them");
        WORDS.put(
                GOOGLE + "drive.metadata.readonly",
                "See what your files are called and where they are, not what is in them");
        WORDS.put(
                GOOGLE + "drive.appdata",
                "See, create and delete this application's own settings in Drive");
        WORDS.put("User.Read", "See your name and e-mail address");
        WORDS.put("Files.Read", "See and download your files");
        WORDS.put("Files.Read.All", "See and download all files you can open");
        WORDS.put("Files.ReadWrite", "See, edit, create and delete your files");
        WORDS.put("Files.ReadWrite.All", "See, edit, create and delete all files you can open");
        WORDS.put(
                "Files.ReadWrite.AppFolder",
                "See, edit, create and delete files in this application's own folder");
        WORDS.put("Sites.Read.All", "See items in all site collections");
        WORDS.put("Sites.ReadWrite.All", "See, edit and delete items in all site collections");
    }

    private Scopes() {}

    /**
     * The scopes of a request, each once, spelled as the cloud does.
     *
     * @throws OAuthException if there are none, or one that is none
     */
    static List<String> parse(Cloud cloud, String text) {
        Set<String> scopes = new LinkedHashSet<>();
        for (String scope : text.trim().split("\\s+")) {
            if (!scope.isEmpty()) {
                scopes.addAll(cloud == Cloud.GOOGLE ? google(scope) : microsoft(scope));
            }
        }
        if (scopes.isEmpty()) {
            throw OAuthException.missing("scope");
        }
        if (String.join(" ", scopes).length() > LONGEST) {
            throw invalid("The scopes are too many.");
        }
        return List.copyOf(scopes);
    }

    private static List<String> google(String scope) {
        return switch (scope) {
            case OPENID -> List.of(scope);
            case "email", "profile" -> List.of(GOOGLE + "userinfo." + scope);
            default -> {
                if (!scope.matches("https://www\\.googleapis\\.com/auth/[a-z0-9._/-]+")
                        && !scope.matches("https://[a-z.]+\\.google\\.com/[A-Za-z0-9._/-]*")) {
                    throw invalid("Some requested scopes were invalid. {invalid=[" + scope + "]}");
                }
                yield List.of(scope);
            }
        };
    }

    private static List<String> microsoft(String scope) {
        String name =
                scope.regionMatches(true, 0, GRAPH, 0, GRAPH.length())
                        ? scope.substring(GRAPH.length())
                        : scope;
        if (name.equalsIgnoreCase(EVERYTHING) || name.equalsIgnoreCase("/" + EVERYTHING)) {
            return GRAPH_EVERYTHING;
        }
        Optional<String> known =
                WORDS.keySet().stream()
                        .filter(each -> !each.startsWith(GOOGLE) && each.equalsIgnoreCase(name))
                        .findFirst();
        if (known.isEmpty() && !GRAPH_NAME.matcher(name).matches()) {
            throw invalid(
                    "The provided value for the input parameter 'scope' is not valid. The scope '"
                            + scope
                            + "' does not exist.");
        }
        return List.of(known.orElse(name));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(400, "invalid_scope", 70011, description);
    }

    /** What an application that asks for a scope wants to do. */
    static String words(String scope) {
        return WORDS.getOrDefault(scope, scope);
    }

    static boolean has(List<String> scopes, String scope) {
        return scopes.stream().anyMatch(scope::equalsIgnoreCase);
    }
}
