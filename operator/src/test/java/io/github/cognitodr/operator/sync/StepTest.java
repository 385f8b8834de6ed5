package io.github.cognitodr.operator.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.census.CensusUser;
import io.github.cognitodr.operator.census.Finding;
import io.github.cognitodr.operator.census.Match;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sync does about whom. A user is {@code STATUS}, with {@code -} where disabled, {@code *} where born there. */
class StepTest {

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
    @CsvSource({
        // finding, primary, standby, attributes, options, actions, left
        "SAME, CONFIRMED, CONFIRMED, '', '', '', ''",
        "CHANGED, CONFIRMED, CONFIRMED, email, '', UPDATE, ''",
        "CHANGED, CONFIRMED-, CONFIRMED, '', '', DISABLE, ''",
        "CHANGED, CONFIRMED-, CONFIRMED, name, '', DISABLE UPDATE, ''",
        "CHANGED, CONFIRMED, CONFIRMED-, '', '', '', DISABLED_THERE",
        "CHANGED, CONFIRMED, CONFIRMED-, name, '', UPDATE, DISABLED_THERE",
        "CHANGED, CONFIRMED, CONFIRMED-, '', enable, ENABLE, ''",
        "UNFINISHED, CONFIRMED, FORCE_CHANGE_PASSWORD, '', '', FINISH, ''",
        "UNFINISHED, CONFIRMED-, FORCE_CHANGE_PASSWORD, '', '', DISABLE FINISH, ''",
        "MISSING, CONFIRMED, , '', '', CREATE, ''",
        "MISSING, CONFIRMED-, , '', '', CREATE, ''",
        "MISSING, RESET_REQUIRED, , '', '', CREATE, ''",
        "MISSING, FORCE_CHANGE_PASSWORD, , '', '', CREATE, ''",
        "MISSING, UNCONFIRMED, , '', '', '', UNCONFIRMED",
        "MISSING, EXTERNAL_PROVIDER, , '', '', '', FEDERATED",
        "MISSING, COMPROMISED, , '', '', '', UNKNOWN_STATUS",
        "ADOPTABLE, CONFIRMED, CONFIRMED*, '', '', '', ADOPTABLE",
        "ADOPTABLE, CONFIRMED, CONFIRMED*, '', adopt, ADOPT, ''",
        "ADOPTABLE, CONFIRMED, CONFIRMED*, name, adopt, UPDATE ADOPT, ''",
        "CONFLICT, CONFIRMED, CONFIRMED, '', adopt, '', CONFLICT",
        "REPLACED, CONFIRMED, CONFIRMED, '', adopt, DISABLE_GONE, REPLACED",
        "REPLACED, CONFIRMED, CONFIRMED-, '', '', '', REPLACED",
        "EXTRA, , CONFIRMED*, '', '', '', BORN_THERE",
        "EXTRA, , CONFIRMED, '', '', DISABLE_GONE, ''",
        "EXTRA, , CONFIRMED-, '', '', '', ''",
        "TWICE, CONFIRMED, , '', adopt, '', TWICE",
        "TWICE, , CONFIRMED, '', enable, '', TWICE",
    })
    void followsTheTable(
            Finding finding,
            @Nullable String primary,
            @Nullable String standby,
            String attributes,
            String options,
            String actions,
            String left) {
        Match match = new Match(
                finding, user(primary), user(standby), attributes.isEmpty() ? List.of() : List.of(attributes));

        Step step =
                Step.of(match, new SyncChoices(options.contains("adopt"), options.contains("enable"), false, false));

        assertThat(step.actions().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(actions);
        assertThat(step.left().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(left);
    }

    private static @Nullable CensusUser user(@Nullable String written) {
        if (written == null) {
            return null;
        }
        return new CensusUser(
                0,
                "id",
                "sub",
                "sub",
                written.contains("*"),
                written.replaceAll("[-*]", ""),
                !written.contains("-"),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
