package io.github.cognitodr.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UserRecordTest {

    private final UserRecord origin = user(Map.of("sub", "a", "email", "one@example.com", "email_verified", "true"));

    @Test
    void aCopyDiffersInItsSubAndOriginOnly() {
        UserRecord copy = user(
                Map.of("sub", "b", "email", "one@example.com", "email_verified", "true", "custom:origin_sub", "a"));

        assertThat(origin.differences(copy)).isEmpty();
        assertThat(copy.stableId()).isEqualTo(origin.stableId()).isEqualTo("a");
    }

    @Test
    void whatDiffersIsNamedWithoutItsValue() {
        UserRecord copy = user(Map.of("sub", "b", "email", "two@example.com", "name", "Two"));

        assertThat(origin.differences(copy)).containsExactly("email", "email_verified", "name");
    }

    @Test
    void aMissingFlagIsAFlagThatIsNotSet() {
        UserRecord imported =
                user(Map.of("email", "one@example.com", "email_verified", "true", "phone_number_verified", "false"));

        assertThat(origin.differences(imported)).isEmpty();
    }

    @Test
    void nobodyIsNamedInALog() {
        assertThat(origin).hasToString("user a");
    }

    private static UserRecord user(Map<String, String> attributes) {
        return new UserRecord(attributes.getOrDefault("sub", ""), "CONFIRMED", true, attributes);
    }
}
