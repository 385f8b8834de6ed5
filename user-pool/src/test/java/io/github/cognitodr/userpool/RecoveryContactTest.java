package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryContactTest {

    @ParameterizedTest
    @CsvSource({
        "EMAIL, email, a@example.com, email_verified, true, true",
        "EMAIL, email, a@example.com, email_verified, TRUE, true",
        "EMAIL, email, a@example.com, email_verified, false, false",
        "EMAIL, email, '', email_verified, true, false",
        "EMAIL, phone_number, +819012345678, phone_number_verified, true, false",
        "EMAIL, name, N, email_verified, true, false",
        "PHONE_NUMBER, phone_number, +819012345678, phone_number_verified, true, true",
        "PHONE_NUMBER, email, a@example.com, email_verified, true, false",
        "USERNAME, phone_number, +819012345678, phone_number_verified, true, true",
        "USERNAME, email, a@example.com, email_verified, true, true",
        "USERNAME, email, a@example.com, email_verified, false, false",
    })
    void recoveryNeedsAVerifiedContact(
            SignInAttribute signIn, String name, String value, String flag, String flagValue, boolean expected) {
        assertThat(signIn.hasRecoveryContact(Profiles.confirmed("s", name, value, flag, flagValue)))
                .isEqualTo(expected);
    }
}
