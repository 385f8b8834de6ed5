package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserProfileTest {

    @Test
    void stableIdIsTheSubOfSomebodyBornInThePool() {
        UserProfile born = Profiles.confirmed("sub-1");

        assertThat(born.stableId()).isEqualTo("sub-1");
        assertThat(born.isNative()).isTrue();
    }

    @Test
    void stableIdOfACopyIsTheSubItWasCopiedFrom() {
        UserProfile copy = Profiles.confirmed("sub-2", Attributes.ORIGIN_SUB, "sub-1");

        assertThat(copy.stableId()).isEqualTo("sub-1");
        assertThat(copy.isNative()).isFalse();
    }

    @Test
    void whoeverWasBroughtHomeIsMarkedWithTheOwnSubAndIsNoLongerNew() {
        UserProfile marked = Profiles.confirmed("sub-1", Attributes.ORIGIN_SUB, "sub-1");

        assertThat(marked.stableId()).isEqualTo("sub-1");
        assertThat(marked.isNative()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aMarkWithoutAValueIsNone(String blank) {
        UserProfile born = Profiles.confirmed("sub-1", Attributes.ORIGIN_SUB, blank);

        assertThat(born.stableId()).isEqualTo("sub-1");
        assertThat(born.isNative()).isTrue();
    }

    @Test
    void aCopyKeepsTheStableIdItCarries() {
        UserProfile carrying = Profiles.confirmed("sub-2", "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1");

        assertThat(Attributes.ofCopy(carrying))
                .isEqualTo(Map.of("email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));
    }

    @Test
    void aCopyCarriesNothingThatOnlyCognitoMaySet() {
        UserProfile user = Profiles.confirmed(
                "sub-1", "cognito:user_status", "CONFIRMED", "identities", "[]", "name", "N", "custom:team", "red");

        assertThat(Attributes.ofCopy(user))
                .isEqualTo(Map.of("name", "N", "custom:team", "red", Attributes.ORIGIN_SUB, "sub-1"));
    }

    @Test
    void textNamesTheUserByIdOnly() {
        assertThat(Profiles.confirmed("sub-1", "email", "a@example.com", "name", "Hanako")
                        .toString())
                .isEqualTo("UserProfile[sub-1, CONFIRMED]");
    }

    @Test
    void aRecordWithoutSubIsRefused() {
        assertThatThrownBy(() -> new UserProfile("u", Map.of(), "CONFIRMED", true, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sub");
    }

    @Test
    void aStatusOfTheFutureIsKeptApart() {
        UserProfile user = Profiles.of("s", "SOMETHING_NEW", true);

        assertThat(user.status()).isEqualTo(UserStatus.UNKNOWN);
        assertThat(user.statusName()).isEqualTo("SOMETHING_NEW");
    }
}
