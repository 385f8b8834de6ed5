package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The filters of ListUsers, as a table of cases: {@code filters.psv}. Source: API, ListUsers, Filter. */
class UserFilterTest {
    private static final User USER = User.create(
            "a1b2c3d4-0000-4000-8000-000000000001",
            "one",
            Map.of(
                    "email", "one@example.com",
                    "name", "Ōsaka \"One\" \\ Tarō",
                    "given_name", "Tarō",
                    "custom:origin_sub", "x"),
            UserStatus.CONFIRMED,
            Instant.EPOCH);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(
            resources = "/io/github/cognitodr/sandbox/cognito/filters.psv",
            delimiter = '|',
            quoteCharacter = '\u0001',
            commentCharacter = '#',
            emptyValue = "")
    void filterFindsWhatTheDocumentationSays(String filter, String expected) {
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> UserFilter.parse(filter)).isInstanceOf(AwsError.class);
        } else {
            assertThat(UserFilter.parse(filter).matches(USER)).isEqualTo(expected.equals("found"));
        }
    }
}
