package com.aqwacloud.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked for on the command line.
 *
 * @param divide how many times fewer files, or bytes of the one large file
 * @param runs how often each contender copies; the run of median time is told
 */
record Options(Set<Scenario> scenarios, int divide, int runs, boolean help) {

    private static final int WARM_UPS = 8;

    static final String USAGE =
            """
            Usage: src/bench/run [--quick] [--scenario NAME[,NAME...]] [--divide N] [--runs N]

            Copies the same files from Google Drive to OneDrive, both in the sandbox, with rclone, rclone
            tuned and AqwaCloud, checks every file, and prints a table.

              --quick          a trial of a few minutes
              --scenario NAME  only this one, or these; all but "quick" otherwise:
            %s
              --divide N       1/N of the files, or of the size of the one large file
              --runs N         each copy N times; the median counts (1)
              --help           this text
            """
                    .formatted(
                            Arrays.stream(Scenario.values())
                                    .map(
                                            each ->
                                                    "                     %-8s %s"
                                                            .formatted(each.key(), each.told()))
                                    .collect(Collectors.joining("\n")));

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with a sentence that names what is wrong
     */
    static Options of(String... args) {
        Set<Scenario> scenarios = EnumSet.noneOf(Scenario.class);
        int divide = 1;
        int runs = 1;
        boolean help = false;
        List<String> left = new ArrayList<>(List.of(args));
        while (!left.isEmpty()) {
            String option = left.remove(0);
            switch (option) {
                case "--quick" -> scenarios.add(Scenario.QUICK);
                case "--scenario" ->
                        Arrays.stream(value(option, left).split(","))
                                .map(Scenario::of)
                                .forEach(scenarios::add);
                case "--divide" -> divide = number(option, left);
                case "--runs" -> runs = number(option, left);
                case "--help", "-h" -> help = true;
                default ->
                        throw new IllegalArgumentException(
                                option + ": there is no such option (see src/bench/run --help)");
            }
        }
        if (scenarios.isEmpty()) {
            scenarios.addAll(EnumSet.complementOf(EnumSet.of(Scenario.QUICK)));
        }
        return new Options(scenarios, divide, runs, help);
    }

    /** As many times at most each contender warms the clouds. */
    int warmUps() {
        return scenarios.equals(EnumSet.of(Scenario.QUICK)) ? 1 : WARM_UPS;
    }

    private static String value(String option, List<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + ": a value is needed");
        }
        return left.remove(0);
    }

    private static int number(String option, List<String> left) {
        String value = value(option, left);
        if (!value.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(
                    option + ": a number from 1 to 9999 is needed, not " + value);
        }
        return Integer.parseInt(value);
    }
}
