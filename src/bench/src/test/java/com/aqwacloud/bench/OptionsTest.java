package com.aqwacloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutOptionsAllButTheTrialIsMeasured() {
        Options options = Options.of();

        assertThat(options.scenarios())
                .containsExactlyInAnyOrder(
                        Scenario.SMALL,
                        Scenario.MANY,
                        Scenario.LARGE,
                        Scenario.HUGE,
                        Scenario.MIXED,
                        Scenario.QUOTA,
                        Scenario.MILLION);
        assertThat(options.divide()).isEqualTo(1);
        assertThat(options.runs()).isEqualTo(1);
    }

    @Test
    void scenariosAreChosenByName() {
        Options options = Options.of("--scenario", "small,huge", "--divide", "8", "--runs", "3");

        assertThat(options.scenarios()).containsExactly(Scenario.SMALL, Scenario.HUGE);
        assertThat(options.divide()).isEqualTo(8);
        assertThat(options.runs()).isEqualTo(3);
        assertThat(Options.of("--quick").scenarios()).containsExactly(Scenario.QUICK);
    }

    @Test
    void whatIsNotPossibleIsRefusedByName() {
        assertThatThrownBy(() -> Options.of("--fast"))
                .hasMessage("--fast: there is no such option (see src/bench/run --help)");
        assertThatThrownBy(() -> Options.of("--scenario", "tiny"))
                .hasMessageStartingWith("--scenario: there is no tiny; possible are small, many");
        assertThatThrownBy(() -> Options.of("--divide", "0"))
                .hasMessage("--divide: a number from 1 to 9999 is needed, not 0");
        assertThatThrownBy(() -> Options.of("--runs")).hasMessage("--runs: a value is needed");
    }

    @Test
    void theHelpNamesEveryScenario() {
        for (Scenario scenario : Scenario.values()) {
            assertThat(Options.USAGE).contains(scenario.key() + " ", scenario.told());
        }
    }
}
