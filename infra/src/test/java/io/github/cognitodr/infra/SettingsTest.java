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

class SettingsTest {

    /** The one setting without a default, because no address would be right. */
    private static final Map<String, Object> NEEDED =
            Map.of("appClients", Map.of("web", Map.of("callbackUrls", List.of("https://app.example.com/callback"))));

    @Test
    void everythingButTheCallbackHasADefault() {
        assertThat(Settings.from(NEEDED))
                .isEqualTo(new Settings(
                        null,
                        "ap-northeast-1",
                        "ap-northeast-3",
                        null,
                        new PoolSettings(
                                SignIn.EMAIL,
                                Map.of(
                                        "web",
                                        new AppClient(List.of("https://app.example.com/callback"), List.of(), false)),
                                Map.of(),
                                List.of(),
                                12,
                                FeaturePlan.ESSENTIALS,
                                null,
                                null),
                        null,
                        new SnapshotSettings(300, 60, 20, LocalTime.of(18, 0), 3, 35, 365),
                        new FunctionSettings(1769, 512, 60, 1024, 900, new LogRetention(90)),
                        new OperationsSettings(null, List.of(), false, null, null)));
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
                "appClients           | {} | appClients must be an object with 1 to 50 applications by name",
                "appClients           | [] | appClients must be an object with 1 to 50 applications by name",
                "appClients           | {\"web\": 1} | appClients.web must be an object, such as {\"callbackUrls\": [\"https://app.example.com/callback\"]}",
                "appClients           | {\"my web\": {\"callbackUrls\": [\"a://b\"]}} | appClients.my web must be named with 1 to 32 letters and digits, a letter first",
                "appClients           | {\"web\": {\"callbackUrls\": [\"a://b\"]}, \"Web\": {\"callbackUrls\": [\"a://b\"]}} | appClients.Web is named like another, but for upper and lower case",
                "appClients           | {\"web\": {}} | appClients.web.callbackUrls must be a list of 1 to 100 addresses",
                "appClients           | {\"web\": {\"callbackUrls\": []}} | appClients.web.callbackUrls must be a list of 1 to 100 addresses",
                "appClients           | {\"web\": {\"callbackUrls\": \"https://a.example\"}} | appClients.web.callbackUrls must be a list of 1 to 100 addresses",
                "appClients           | {\"web\": {\"callbackUrls\": [\"http://a.example\"]}} | this is none: \"http://a.example\"",
                "appClients           | {\"web\": {\"callbackUrls\": [\"http://localhost.evil.example\"]}} | this is none: \"http://localhost.evil.example\"",
                "appClients           | {\"web\": {\"callbackUrls\": [\"https://a.example/#x\"]}} | this is none: \"https://a.example/#x\"",
                "appClients           | {\"web\": {\"callbackUrls\": [\"a://b\"], \"logoutUrls\": [7]}} | appClients.web.logoutUrls must be a list of at most 100 addresses",
                "appClients           | {\"web\": {\"callbackUrls\": [\"a://b\"], \"secret\": \"yes\"}} | appClients.web.secret must be true or false, not \"yes\"",
                "appClients           | {\"web\": {\"callbackUrls\": [\"a://b\"], \"scopes\": []}} | appClients.web.scopes is unknown; the settings here are callbackUrls, logoutUrls, secret",
                "signInWith           | \"username\" | signInWith must be \"email\" or \"phone_number\", and not both",
                "signInWith           | [\"email\", \"phone_number\"] | a copy made by the one and an import matched by the other would be two users",
                "signInWith           | \"email or phone_number\" | signInWith must be \"email\" or \"phone_number\", and not both",
                "primaryUserPoolId    | \"ap-northeast-3_AbCdEfGhI\" | primaryUserPoolId must be the id of a user pool in primaryRegion, such as ap-northeast-1_AbCdEfGhI, not \"ap-northeast-3_AbCdEfGhI\"",
                "primaryUserPoolId    | \"my-pool\" | primaryUserPoolId must be the id of a user pool in primaryRegion",
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
                "sesVerifiedDomain    | \"example.com\" | sesVerifiedDomain needs sesFromAddress",
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
                "retryTimeoutSeconds  | 29 | retryTimeoutSeconds must be a whole number from 30 to 900, not 29",
                "snapshotTimeoutSeconds | 901 | snapshotTimeoutSeconds must be a whole number from 120 to 900, not 901",
                "snapshotShortDays    | 0 | snapshotShortDays must be a whole number from 1 to 3650, not 0",
                "snapshotDailyDays    | 2 | snapshotShortDays, snapshotDailyDays and snapshotMonthlyDays must not go down",
                "snapshotMonthlyDays  | 34 | not 3, 35, 34",
                "alarmEmails          | \"a@b.example\" | alarmEmails must be a list of at most 20 e-mail addresses",
                "alarmEmails          | [\"on call\"] | alarmEmails must be a list of at most 20 e-mail addresses; this is none: \"on call\"",
                "operatorPrincipals   | [\"*\"] | operatorPrincipals must be a list of at most 20 ARNs of IAM roles, users or accounts",
                "operatorPrincipals   | [\"arn:aws:iam::123456789012:role/*\"] | this is none: \"arn:aws:iam::123456789012:role/*\"",
                "fencePrimary         | \"yes\" | fencePrimary must be true or false, not \"yes\"",
                "standbyRegion        | \"ap-notheast-9\" | standbyRegion must be the code of a Region, such as ap-northeast-3, not \"ap-notheast-9\"",
                "standbyRegion        | \"cn-north-1\" | standbyRegion must be the code of a Region",
                "dailySnapshotAt      | \"18:00:30\" | dailySnapshotAt must be a time of day in UTC, HH:mm, not \"18:00:30\"",
                "alarmEmails          | [\"a@b.example\", \"a@b.example\"] | alarmEmails must name each only once, and names \"a@b.example\" again",
                "requiredAttributes   | [\"nickame\"] | requiredAttributes must be a list of standard attributes: address, birthdate, email,",
                "primaryWebAclArn     | \"arn:aws:wafv2:ap-northeast-1:123456789012:regional/webacl/ours/01234567-89ab-cdef-0123-456789abcdef\" | primaryWebAclArn needs fencePrimary",
                "standbyWebAclArn     | \"arn:aws:wafv2:ap-northeast-1:123456789012:regional/webacl/ours/01234567-89ab-cdef-0123-456789abcdef\" | standbyWebAclArn must be the ARN of a regional web ACL in ap-northeast-3",
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
                "\"appClients\": {\"a\": {\"callbackUrls\": [\"myapp://signed-in\", \"http://localhost:3000/x\", \"https://a.example/x?y=z\"]}}",
                "\"primaryUserPoolId\": \"ap-northeast-1_AbCdEfGhI\"",
                "\"signInWith\": \"phone_number\"",
                "\"operatorPrincipals\": [\"arn:aws:iam::123456789012:root\", \"arn:aws:iam::123456789012:role/a/on-call\"]",
                "\"snapshotShortDays\": 7, \"snapshotDailyDays\": 7, \"snapshotMonthlyDays\": 7",
                "\"alarmEmails\": []",
                "\"sesFromAddress\": \"a@mail.b.example\", \"sesVerifiedDomain\": \"b.example\"",
                "\"sesFromAddress\": \"a@b.example\", \"sesVerifiedDomain\": \"b.example\"",
                "\"logRetentionDays\": 2557",
                "\"logRetentionDays\": 3653",
                "\"customAttributes\": {\"a2345678901234567890\": {\"type\": \"DateTime\", \"mutable\": false}}",
                "\"sesFromAddress\": \"a@b.example\", \"sesPrimaryRegion\": \"us-east-1\", \"sesStandbyRegion\": \"ap-northeast-3\"",
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

    /** (Developer guide, Email settings, table of Regions) */
    @ParameterizedTest
    @CsvSource({"standbyRegion, sesStandbyRegion, us-west-2", "primaryRegion, sesPrimaryRegion, us-east-1"})
    void aPoolInOsakaSendsThroughSesOfOsaka(String osaka, String setting, String ses) {
        Map<String, Object> settings = new HashMap<>(NEEDED);
        settings.put("primaryRegion", "eu-west-1");
        settings.put("standbyRegion", "eu-central-1");
        settings.put(osaka, "ap-northeast-3");
        settings.put("sesFromAddress", "a@b.example");
        settings.put(setting, ses);
        assertThatThrownBy(() -> Settings.from(settings))
                .hasMessageContaining(
                        setting + " must be ap-northeast-3: a pool there sends through SES of its own Region");
    }

    @ParameterizedTest
    @CsvSource({"other.example", "xample.com", "mail.us.example.com"})
    void theVerifiedDomainIsTheSendersOrAboveIt(String domain) {
        Map<String, Object> settings = new HashMap<>(NEEDED);
        settings.put("sesFromAddress", "no-reply@mail.example.com");
        settings.put("sesVerifiedDomain", domain);
        assertThatThrownBy(() -> Settings.from(settings))
                .hasMessageContaining("sesVerifiedDomain must be the domain of sesFromAddress, or one above it, not");
    }

    @ParameterizedTest
    @CsvSource({"primaryDomainPrefix, login", "sesPrimaryRegion, us-east-1"})
    void whatIsAboutAPoolThatIsNotMadeIsRefused(String name, String value) {
        Map<String, Object> settings = new HashMap<>(NEEDED);
        settings.put("sesFromAddress", "a@b.example");
        settings.put("primaryUserPoolId", "ap-northeast-1_AbCdEfGhI");
        settings.put(name, value);
        assertThatThrownBy(() -> Settings.from(settings))
                .hasMessageContaining(name + " is about a pool that the app makes");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> Settings.from(Map.of("windowSeconds", 0, "listUsersRps", 99, "colour", "red")))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        refused -> assertThat(refused.problems())
                                .map(problem -> problem.substring(0, problem.indexOf(' ')))
                                .containsExactly("appClients", "windowSeconds", "listUsersRps", "colour"));
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
        Map<String, Object> settings = new HashMap<>(NEEDED);
        settings.put("nope", 1);
        InvalidSettingsException refused =
                catchThrowableOfType(InvalidSettingsException.class, () -> Settings.from(settings));
        String unknown = refused.problems().get(refused.problems().size() - 1);
        String[] names = unknown.substring(unknown.indexOf(" are ") + 5).split(", ");
        assertThat(names).hasSizeGreaterThan(30);
        for (String name : names) {
            assertThat(documentation).contains("| `" + name + "` |");
        }
    }
}
