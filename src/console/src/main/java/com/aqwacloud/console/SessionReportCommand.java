package com.aqwacloud.console;

import com.aqwacloud.sync.api.ReportEntry;
import com.aqwacloud.sync.api.ReportKind;
import com.aqwacloud.sync.api.Reports;
import com.aqwacloud.sync.api.SessionReport;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What became of the files of a session. */
@Service
@Command(
        scope = "aqwa",
        name = "session-report",
        description = "Tells what became of the files of a session.",
        detailedDescription =
                """
                Counts, then what failed, was in conflict, is left out, or has another name in \
                OneDrive: the first twenty of each. All of it is at \
                /api/sessions/ID/report.csv and report.json.

                Example:
                  aqwa:session-report s1""")
public class SessionReportCommand extends SessionCommand {
    private static final int MOST = 20;
    private static final List<ReportKind> TOLD =
            List.of(ReportKind.FAILED, ReportKind.CONFLICT, ReportKind.SKIPPED, ReportKind.RENAMED);

    @Override
    void run(Engine engine) {
        SessionReport report =
                engine.ask(Reports.class, reports -> reports.report(id(), null, null, 1));
        System.out.printf(
                "Session %s \"%s\", %s%n",
                report.session(), Text.line(report.name()), Words.of(report.state()));
        line("in sync", report.inSync());
        System.out.printf("%-12s %d%n", "waiting", report.waiting());
        report.totals().forEach((kind, total) -> line(Words.of(kind), total));
        System.out.printf(
                "Finished transfers from %s on are counted; earlier ones are forgotten.%n",
                Amounts.moment(report.coversFrom()));
        for (ReportKind kind : TOLD) {
            long all = report.totals().get(kind).count();
            if (all > 0) {
                tell(engine, kind, all);
            }
        }
    }

    private static void line(String word, SessionReport.Total total) {
        System.out.printf(
                "%-12s %d%s%n",
                word, total.count(), total.bytes() == 0 ? "" : ", " + Amounts.size(total.bytes()));
    }

    private void tell(Engine engine, ReportKind kind, long all) {
        List<ReportEntry> entries =
                engine.ask(Reports.class, reports -> reports.report(id(), kind, null, MOST))
                        .entries();
        System.out.println();
        entries.forEach(entry -> System.out.println(Text.line(sentence(entry))));
        if (all > entries.size()) {
            System.out.printf("... and %d more of them%n", all - entries.size());
        }
    }

    private static String sentence(ReportEntry entry) {
        var sentence = new StringBuilder(Words.of(entry.kind())).append(' ').append(entry.path());
        if (entry.destinationName() != null) {
            sentence.append(" (in OneDrive ").append(entry.destinationName()).append(')');
        }
        for (String part : new String[] {entry.outcome(), entry.detail(), entry.remedy()}) {
            if (part != null) {
                sentence.append(sentence.charAt(sentence.length() - 1) == '.' ? " " : ": ")
                        .append(part);
            }
        }
        return sentence.toString();
    }
}
