package io.github.cognitodr.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ExistingUsers;
import io.github.cognitodr.userpool.csv.MfaSetting;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UsernameCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A name is taken where somebody of the pool signs in with it, and only there. */
class NamesInPoolTest {

    @Test
    void inAPoolOfAddressesTheAddressIsTakenAndTheUsernameIsNot() {
        ExistingUsers found = found(
                pool(Set.of("email"), Set.of(), UsernameCase.SENSITIVE),
                List.of("ada@example.com", "sub-1", "eve@example.com"),
                user("sub-1", Map.of("email", "ada@example.com")));

        assertThat(found.contains("ada@example.com")).isTrue();
        assertThat(found.contains("sub-1")).isFalse();
        assertThat(found.contains("eve@example.com")).isFalse();
    }

    @Test
    void inAPoolOfNamesAnAliasIsTakenOnceItIsVerified() {
        ExistingUsers found = found(
                pool(Set.of(), Set.of("email", "preferred_username"), UsernameCase.SENSITIVE),
                List.of("ada", "ada@example.com", "eve@example.com", "countess"),
                user("ada", Map.of("email", "ada@example.com", "email_verified", "true")),
                user("eve", Map.of("email", "eve@example.com", "preferred_username", "countess")));

        assertThat(found.contains("ada")).isTrue();
        assertThat(found.contains("ada@example.com")).isTrue();
        assertThat(found.contains("eve@example.com")).isFalse();
        assertThat(found.contains("countess")).isTrue();
    }

    @Test
    void caseCountsWhereThePoolSaysSoAlone() {
        for (UsernameCase letters : UsernameCase.values()) {
            ExistingUsers found =
                    found(pool(Set.of(), Set.of(), letters), List.of("Ada", "ADA"), user("Ada", Map.of()));

            assertThat(found.contains("Ada")).isTrue();
            assertThat(found.contains("ADA")).isEqualTo(letters != UsernameCase.SENSITIVE);
        }
    }

    @Test
    void aNameThatIsAskedAboutTwiceIsFoundBothTimes() {
        ExistingUsers found = found(
                pool(Set.of(), Set.of(), UsernameCase.SENSITIVE),
                List.of("ada", "bob", "ada", "ada"),
                user("ada", Map.of()));

        assertThat(found.contains("ada")).isTrue();
        assertThat(found.contains("bob")).isFalse();
        assertThat(found.contains("never asked about")).isFalse();
    }

    private static ExistingUsers found(PoolSchema pool, List<String> asked, UserProfile... users) {
        NamesInPool names = new NamesInPool(pool);
        ExistingUsers first = names.asked();
        assertThat(asked).noneMatch(first::contains);
        names.sort();
        List.of(users).forEach(names::isThere);
        return names.found();
    }

    private static PoolSchema pool(Set<String> usernames, Set<String> aliases, UsernameCase letters) {
        return new PoolSchema(
                List.of("cognito:username"), Map.of(), Set.of("email"), MfaSetting.OFF, usernames, aliases, letters);
    }

    private static UserProfile user(String username, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("sub", "sub-of-" + username);
        return new UserProfile(username, all, "CONFIRMED", true, Optional.empty(), Optional.empty());
    }
}
