package io.github.cognitodr.operator.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long until everybody is back. */
class RecoveryEstimateTest {

    @Test
    void fifteenPeopleASecondRecover() {
        assertThat(estimate(Patient.whoIsWell())).hasValueSatisfying(estimate -> {
            assertThat(estimate.copying()).isZero();
            assertThat(estimate.recovering()).isEqualTo(Duration.ofMinutes(100));
            assertThat(estimate.inWords()).contains("90,000 users", "1 h 40 min", "15 people a second");
        });
    }

    @Test
    void theDefaultSenderTakesYears() {
        Patient patient = Patient.whoIsWell()
                .with(p -> p.standby()
                        .description
                        .emailConfiguration(email -> email.emailSendingAccount("COGNITO_DEFAULT")));

        assertThat(estimate(patient)).hasValueSatisfying(estimate -> {
            assertThat(estimate.recovering()).isEqualTo(Duration.ofDays(1_800));
            assertThat(estimate.inWords()).contains("1800 d", "50 a day");
        });
    }

    @Test
    void whoeverIsMissingIsCopiedBefore() {
        Patient patient = Patient.whoIsWell().with(p -> p.standby().description.estimatedNumberOfUsers(60_000));

        assertThat(estimate(patient)).hasValueSatisfying(estimate -> {
            assertThat(estimate.copying()).isEqualTo(Duration.ofSeconds(1_000));
            assertThat(estimate.inWords()).contains("30,000 whom the standby lacks");
        });
    }

    @Test
    void theStandbyAloneTellsWhereThePrimaryIsDown() {
        Patient patient = Patient.whoIsWell().with(p -> p.primary().unreachable = Optional.of("down"));

        assertThat(estimate(patient)).hasValueSatisfying(estimate -> {
            assertThat(estimate.users()).isEqualTo(90_000);
            assertThat(estimate.missing()).isEmpty();
            assertThat(estimate.inWords()).contains("90,000 users of the standby", "cannot be told");
            assertThat(estimate.document()).doesNotContainKey("missingInStandby");
        });
    }

    @Test
    void nobodyTellsHowItWouldGoWhereTheStandbyIsDown() {
        assertThat(estimate(Patient.whoIsWell().with(p -> p.standby().unreachable = Optional.of("down"))))
                .isEmpty();
    }

    @Test
    void nobodyIsEstimatedWhereNobodyIsCounted() {
        assertThat(estimate(Patient.whoIsWell().with(p -> counted(p, null)))).isEmpty();
        assertThat(estimate(Patient.whoIsWell().with(p -> counted(p, 0)))).isEmpty();
    }

    private static void counted(Patient patient, @Nullable Integer users) {
        patient.primary().description.estimatedNumberOfUsers(users);
        patient.standby().description.estimatedNumberOfUsers(users);
    }

    @Test
    void nobodyTellsWhereBothAreDown() {
        Patient patient = Patient.whoIsWell().with(p -> {
            p.primary().unreachable = Optional.of("down");
            p.standby().unreachable = Optional.of("down");
        });

        assertThat(estimate(patient)).isEmpty();
    }

    private static Optional<RecoveryEstimate> estimate(Patient patient) {
        return patient.examined().estimate();
    }
}
