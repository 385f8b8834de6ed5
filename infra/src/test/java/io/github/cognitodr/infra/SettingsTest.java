package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.logs.RetentionDays;

class SettingsTest {

    /** The one setting without a default, because no address would be right. */
    private static final Map<String, Object> NEEDED =
            Map.of("callbackUrls", List.of("https://app.example.com/callback"));

    @Test
    void everythingButTheCallbackHasADefault() {
        assertThat(Settings.from(NEEDED))
                .isEqualTo(new Settings(
                        null,
                        "ap-northeast-1",
                        "ap-northeast-3",
                        null,
                        null,
                        List.of("https://app.example.com/callback"),
                        List.of(),
                        Map.of(),
                        12,
                        FeaturePlan.ESSENTIALS,
                        null,
                        300,
                        60,
                        20,
                        LocalTime.of(18, 0),
                        RetentionDays.THREE_MONTHS,
                        1769,
                        512,
                        1024));
    }

    /** Each line: a setting and its JSON, and what the message has to say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "account              | 123456789012          | account must be 12 digits, as a string, not 123456789012",
                "account              | \"12345\"             | account must be 12 digits, as a string, not \"12345\"",
                "primaryRegion        | \"Tokyo\"             | primaryRegion must be the code of a Region, such as ap-northeast-1, not \"Tokyo\"",
                "standbyRegion        | \"ap-northeast-1\"    | standbyRegion must be another Region than primaryRegion (ap-northeast-1)",
                "primaryRegion        | \"ap-northeast-3\"    | standbyRegion must be another Region than primaryRegion (ap-northeast-3)",
                "primaryDomainPrefix  | \"My-Login\"          | primaryDomainPrefix must be 1 to 63 lower-case letters, digits and hyphens",
                "primaryDomainPrefix  | \"-login\"            | primaryDomainPrefix must be 1 to 63 lower-case letters",
                "standbyDomainPrefix  | \"my-aws-login\"      | without the words aws, amazon, cognito, not \"my-aws-login\"",
                "standbyDomainPrefix  | \"amazonas\"          | without the words aws, amazon, cognito, not \"amazonas\"",
                "standbyDomainPrefix  | \"cognito-dr\"        | without the words aws, amazon, cognito, not \"cognito-dr\"",
                "callbackUrls         | []                    | callbackUrls must be a list of 1 to 100 addresses",
                "callbackUrls         | \"https://a.example\" | callbackUrls must be a list of 1 to 100 addresses",
                "callbackUrls         | [\"http://a.example\"] | this is none: \"http://a.example\"",
                "callbackUrls         | [\"http://localhost.evil.example\"] | this is none: \"http://localhost.evil.example\"",
                "callbackUrls         | [\"https://a.example/#x\"] | this is none: \"https://a.example/#x\"",
                "logoutUrls           | [7]                   | logoutUrls must be a list of at most 100 addresses",
                "customAttributes     | []                    | customAttributes must be an object with at most 49 attributes by name",
                "customAttributes     | {\"custom:x\": {\"type\": \"String\"}} | customAttributes.custom:x must be named with 1 to 20 letters",
                "customAttributes     | {\"a23456789012345678901\": {\"type\": \"String\"}} | must be named with 1 to 20 letters",
                "customAttributes     | {\"origin_sub\": {\"type\": \"String\"}} | customAttributes.origin_sub is made by the app itself",
                "customAttributes     | {\"x\": \"String\"}   | customAttributes.x must be an object",
                "customAttributes     | {\"x\": {}}           | customAttributes.x.type must be String, Number, Boolean or DateTime, not null",
                "customAttributes     | {\"x\": {\"type\": \"Text\"}} | customAttributes.x.type must be String, Number, Boolean or DateTime, not \"Text\"",
                "customAttributes     | {\"x\": {\"type\": \"String\", \"maxLength\": 2049}} | customAttributes.x.maxLength must be a whole number from 1 to 2048, not 2049",
                "customAttributes     | {\"x\": {\"type\": \"Number\", \"maxLength\": 9}} | customAttributes.x.maxLength belongs to the type String only",
                "customAttributes     | {\"x\": {\"type\": \"String\", \"mutable\": \"yes\"}} | customAttributes.x.mutable must be true or false, not \"yes\"",
                "customAttributes     | {\"x\": {\"type\": \"String\", \"writable\": true}} | customAttributes.x.writable is unknown",
                "passwordMinLength    | 11                    | passwordMinLength must be a whole number from 12 to 99, not 11",
                "passwordMinLength    | 100                   | passwordMinLength must be a whole number from 12 to 99, not 100",
                "featurePlan          | \"LITE\"              | featurePlan must be ESSENTIALS or PLUS (LITE has no managed login), not \"LITE\"",
                "sesFromAddress       | \"Us <a@b.example>\"  | sesFromAddress must be an e-mail address without a name",
                "sesDomainVerified    | true                  | sesDomainVerified needs sesFromAddress",
                "sesStandbyRegion     | \"ap-northeast-1\"    | sesStandbyRegion needs sesFromAddress",
                "windowSeconds        | 0                     | windowSeconds must be a whole number from 1 to 300, not 0",
                "windowSeconds        | 301                   | windowSeconds must be a whole number from 1 to 300, not 301",
                "windowSeconds        | 1.5                   | windowSeconds must be a whole number from 1 to 300, not 1.5",
                "windowSeconds        | \"60\"                | windowSeconds must be a whole number from 1 to 300, not \"60\"",
                "settleSeconds        | 601                   | windowSeconds + settleSeconds must be at most 900",
                "settleSeconds        | -1                    | settleSeconds must be a whole number from 0 to 899, not -1",
                "listUsersRps         | 31                    | listUsersRps must be a whole number from 1 to 30, not 31",
                "dailySnapshotAt      | \"24:00\"             | dailySnapshotAt must be a time of day in UTC, HH:mm, not \"24:00\"",
                "dailySnapshotAt      | 18                    | dailySnapshotAt must be a time of day in UTC, HH:mm, not 18",
                "logRetentionDays     | 31                    | logRetentionDays must be one of [1, 3, 5, 7, 14, 30,",
                "triggerMemoryMb      | 128                   | triggerMemoryMb must be a whole number from 1024 to 10240, not 128",
                "retryMemoryMb        | 10241                 | retryMemoryMb must be a whole number from 256 to 10240, not 10241",
                "snapshotMemoryMb     | 511                   | snapshotMemoryMb must be a whole number from 512 to 10240, not 511",
                "windowSecond         | 60                    | windowSecond is unknown; the settings here are account, primaryRegion,",
            })
    void aWrongSettingIsRefusedWithWhatIsAllowed(String name, String json, String message) {
        Map<String, Object> settings = new HashMap<>(NEEDED);
        settings.putAll(Json.map(Json.parse("{\"" + name + "\": " + json + "}")));
        InvalidSettingsException refused =
                catchThrowableOfType(InvalidSettingsException.class, () -> Settings.from(settings));
        assertThat(refused).hasMessageContaining("cdk.json, \"cognito-dr\":").hasMessageContaining(message);
        assertThat(refused.problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"windowSeconds\": 1, \"settleSeconds\": 0",
                "\"windowSeconds\": 300, \"settleSeconds\": 600",
                "\"windowSeconds\": 60.0",
                "\"standbyDomainPrefix\": \"a\"",
                "\"callbackUrls\": [\"myapp://signed-in\", \"http://localhost:3000/x\", \"https://a.example/x?y=z\"]",
                "\"logRetentionDays\": 3653",
                "\"customAttributes\": {\"a2345678901234567890\": {\"type\": \"DateTime\", \"mutable\": false}}",
                "\"sesFromAddress\": \"a@b.example\", \"sesPrimaryRegion\": \"us-east-1\", \"sesStandbyRegion\": \"us-east-1\"",
            })
    void theEdgesOfWhatIsAllowedAreTaken(String json) {
        Map<String, Object> settings = new HashMap<>(NEEDED);
        settings.putAll(Json.map(Json.parse("{" + json + "}")));
        assertThat(Settings.from(settings)).isNotNull();
    }

    /** Its Region is the one that is down when the standby has to send. */
    @Test
    void theStandbysMailMustNotGoThroughThePrimaryRegion() {
        Map<String, Object> settings = new HashMap<>(NEEDED);
        settings.put("sesFromAddress", "a@b.example");
        settings.put("sesStandbyRegion", "ap-northeast-1");
        assertThatThrownBy(() -> Settings.from(settings))
                .hasMessageContaining("sesStandbyRegion must not be the primary Region (ap-northeast-1)");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> Settings.from(Map.of("windowSeconds", 0, "listUsersRps", 99, "colour", "red")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        refused -> assertThat(refused.problems())
                                .map(problem -> problem.substring(0, problem.indexOf(' ')))
                                .containsExactly("callbackUrls", "windowSeconds", "listUsersRps", "colour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a string from the command line\"", "[1]"})
    void settingsThatAreNoObjectAreRefused(String json) {
        assertThatThrownBy(() -> Settings.from(json))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("must be a JSON object");
    }

    @Test
    void everySettingIsInTheTableOfTheDocumentation() throws IOException {
        String documentation = Files.readString(Synth.ROOT.resolve("README.md"));
        InvalidSettingsException refused = catchThrowableOfType(
                InvalidSettingsException.class, () -> Settings.from(Map.of("callbackUrls", List.of("a:b"), "nope", 1)));
        String unknown = refused.problems().get(refused.problems().size() - 1);
        String[] names = unknown.substring(unknown.indexOf(" are ") + 5).split(", ");
        assertThat(names).hasSizeGreaterThan(15);
        for (String name : names) {
            assertThat(documentation).contains("| `" + name + "` |");
        }
    }
}
