package io.github.cognitodr.sandbox.cognito;

import static io.github.cognitodr.sandbox.cognito.TestRegion.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.cognito.csv.ImportFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreconditionNotMetException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportInProgressException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Import jobs. Source: Guide, Importing users from a CSV file; cognito-facts, Import job. */
class ImportContractTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/import";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestRegion sandbox = new TestRegion();
    private String poolId =
            sandbox.pool(p -> p.mfaConfiguration(UserPoolMfaType.ON)).id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void restart(TestRegion other) {
        sandbox.close();
        sandbox = other;
        poolId = sandbox.emailPool().id();
    }

    private List<String> header() {
        return sandbox.client.getCSVHeader(r -> r.userPoolId(poolId)).csvHeader();
    }

    private static Map<String, String> person(String email) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("cognito:username", email);
        row.put("email", email);
        row.put("email_verified", "TRUE");
        return row;
    }

    /** A file in the header's own order; values as they stand in the file. */
    private String file(List<Map<String, String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", header()));
        for (Map<String, String> row : rows) {
            lines.add(String.join(
                    ",", header().stream().map(c -> row.getOrDefault(c, "")).toList()));
        }
        return String.join("\n", lines) + "\n";
    }

    private UserImportJobType create() {
        return sandbox.client
                .createUserImportJob(
                        r -> r.userPoolId(poolId).jobName("restore").cloudWatchLogsRoleArn(ROLE))
                .userImportJob();
    }

    private HttpResponse<String> upload(UserImportJobType job, byte[] file, @Nullable String encryption) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(job.preSignedUrl()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file));
        if (encryption != null) {
            request.header("x-amz-server-side-encryption", encryption);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private UserImportJobType describe(UserImportJobType job) {
        return sandbox.client
                .describeUserImportJob(r -> r.userPoolId(poolId).jobId(job.jobId()))
                .userImportJob();
    }

    private UserImportJobType start(UserImportJobType job) {
        return sandbox.client
                .startUserImportJob(r -> r.userPoolId(poolId).jobId(job.jobId()))
                .userImportJob();
    }

    private UserImportJobType run(byte[] file) {
        UserImportJobType job = create();
        assertThat(upload(job, file, "aws:kms").statusCode()).isEqualTo(200);
        start(job);
        return ended(job);
    }

    private UserImportJobType run(String file) {
        return run(file.getBytes(StandardCharsets.UTF_8));
    }

    private UserImportJobType ended(UserImportJobType job) {
        for (int i = 0; i < 500; i++) {
            UserImportJobType now = describe(job);
            if (now.completionDate() != null) {
                return now;
            }
            pause();
        }
        throw new AssertionError("the job did not end: " + describe(job));
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> log(UserImportJobType job) {
        return sandbox.region.importLog(poolId, job.jobId());
    }

    @Test
    void headerHasAwssOrder() {
        assertThat(String.join(",", header()))
                .isEqualTo(
                        "name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,"
                                + "email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,"
                                + "address,updated_at,custom:origin_sub,cognito:mfa_enabled,cognito:username");
    }

    @Test
    void headerCanHoldAColumnThatNobodyKnew() {
        restart(new TestRegion(b -> b.passwordHashColumn(true)));

        assertThat(header()).endsWith("cognito:username", "password_hash");
        assertThat(run(file(List.of(person("one@example.com")))).importedUsers())
                .isEqualTo(1);
    }

    @Test
    void newJobWaitsForItsFile() {
        UserImportJobType job = create();

        assertThat(job.status()).isEqualTo(UserImportJobStatusType.CREATED);
        assertThat(job.jobId()).matches("import-[0-9a-zA-Z]{10}");
        assertThat(job.creationDate()).isEqualTo(sandbox.clock.instant());
        assertThatThrownBy(() -> start(job)).isInstanceOf(PreconditionNotMetException.class);
        assertThat(sandbox.client
                        .listUserImportJobs(r -> r.userPoolId(poolId).maxResults(10))
                        .userImportJobs())
                .extracting(UserImportJobType::jobId)
                .containsExactly(job.jobId());
    }

    @Test
    void importedUserHasToResetThePassword() {
        Map<String, String> row = person("one@example.com");
        row.put("name", "Tokyo\\, One");
        row.put("birthdate", "02/29/2000");
        row.put("updated_at", "1700000000");
        row.put("cognito:mfa_enabled", "True");
        row.put("custom:origin_sub", " 11111111-2222-3333-4444-555555555555 ");

        UserImportJobType job = run(file(List.of(row)));

        assertThat(job.status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
        assertThat(job.importedUsers()).isEqualTo(1);
        AdminGetUserResponse user = sandbox.user(poolId, "one@example.com");
        assertThat(user.userStatus()).isEqualTo(UserStatusType.RESET_REQUIRED);
        assertThat(user.username()).isEqualTo(value(user.userAttributes(), "sub"));
        assertThat(value(user.userAttributes(), "name")).isEqualTo("Tokyo, One");
        assertThat(value(user.userAttributes(), "birthdate")).isEqualTo("2000-02-29");
        assertThat(value(user.userAttributes(), "email_verified")).isEqualTo("true");
        assertThat(value(user.userAttributes(), "custom:origin_sub")).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(value(user.userAttributes(), "nickname")).isNull();
        assertThat(sandbox.functions.calls).isEmpty();
    }

    @Test
    void existingUserIsSkippedAndTheLogNamesLines() {
        sandbox.create(poolId, "two@example.com", Map.of("name", "Before"));
        Map<String, String> changed = person("TWO@example.com");
        changed.put("name", "After");

        UserImportJobType job = run(file(List.of(person("one@example.com"), changed)));

        assertThat(job.status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
        assertThat(job.skippedUsers()).isEqualTo(1);
        assertThat(log(job))
                .containsExactly(
                        "[SUCCEEDED] Line Number 2 - The import succeeded.",
                        "[SKIPPED] Line Number 3 - The user already exists.");
        assertThat(value(sandbox.user(poolId, "two@example.com").userAttributes(), "name"))
                .isEqualTo("Before");
    }

    @Test
    void linesCanBeCountedWithoutTheHeader() {
        restart(new TestRegion(b -> b.headerIsLineOne(false)));

        assertThat(log(run(file(List.of(person("one@example.com"))))))
                .containsExactly("[SUCCEEDED] Line Number 1 - The import succeeded.");
    }

    @Test
    void secondRowOfOnePersonIsSkipped() {
        UserImportJobType job = run(file(List.of(person("one@example.com"), person("one@example.com"))));

        assertThat(job.importedUsers()).isEqualTo(1);
        assertThat(job.skippedUsers()).isEqualTo(1);
    }

    /** Column, value, and what the log says of a row that has it; MFA is required in the pool. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            nullValues = "-",
            value = {
                "email_verified | -     | does not set any of the auto verified attributes to true. (Example: email_verified to true).",
                "email_verified | FALSE | does not set any of the auto verified attributes to true.",
                "email_verified | yes   | The email_verified must be true or false.",
                "cognito:username | -   | The cognito:username is required.",
                "cognito:username | one two@example.com | must not contain a space or a tab",
                "cognito:username | nobody | Username should be an email.",
                "email          | -     | The email is required where email_verified is true.",
                "phone_number_verified | true | The phone_number is required where phone_number_verified is true.",
                "phone_number   | 0312345678 | Invalid phone number format.",
                "birthdate      | 2000-02-29 | format mm/dd/yyyy",
                "birthdate      | 02/30/2000 | format mm/dd/yyyy",
                "birthdate      | 2/9/2000 | format mm/dd/yyyy",
                "updated_at     | 2026-11-22 | seconds since the epoch",
                "cognito:mfa_enabled | false | must be true or blank",
                "cognito:mfa_enabled | maybe | must be true or false",
                "name           | \"One\" | a quotation mark. How Cognito reads that is not documented.",
                "name           | One\\Two | a backslash",
                "name           | One,Two | The row has 23 values, and the header 22.",
                "custom:origin_sub | 12345678901234567890123456789012345678901234567890123456789012345 | no longer than 64",
            })
    void rowThatBreaksARuleFails(String column, @Nullable String text, String message) {
        Map<String, String> row = person("one@example.com");
        row.put(column, text == null ? "" : text);

        UserImportJobType job = run(file(List.of(row)));

        assertThat(job.failedUsers()).isEqualTo(1);
        assertThat(log(job))
                .singleElement()
                .asString()
                .startsWith("[FAILED] Line Number 2 - ")
                .contains(message);
    }

    @Test
    void requiredAttributeHasToBeInTheRow() {
        poolId = sandbox.pool(p -> p.schema(SchemaAttributeType.builder()
                        .name("name")
                        .required(true)
                        .build()))
                .id();

        assertThat(log(run(file(List.of(person("one@example.com"))))))
                .singleElement()
                .asString()
                .contains("name: The attribute is required");
    }

    @Test
    void mfaCannotBeEnabledWhereItIsOff() {
        restart(new TestRegion());
        Map<String, String> row = person("one@example.com");
        row.put("cognito:mfa_enabled", "true");

        assertThat(log(run(file(List.of(row))))).singleElement().asString().contains("must be false or blank");
    }

    @Test
    void rowIsLimited() {
        Map<String, String> row = person("one@example.com");
        row.put("name", "x".repeat(16_000));

        assertThat(log(run(file(List.of(row))))).singleElement().asString().contains("more than 16000 characters");
    }

    @Test
    void columnsCanStandInAnyOrderAndLinesCanEndAsOnWindows() {
        List<String> columns = new ArrayList<>(header());
        Collections.reverse(columns);
        Map<String, String> row = person("one@example.com");
        String file = String.join(",", columns) + "\r\n"
                + String.join(
                        ",", columns.stream().map(c -> row.getOrDefault(c, "")).toList());

        assertThat(run(file).importedUsers()).isEqualTo(1);
    }

    @Test
    void fileThatIsNoneImportsNobody() {
        String good = file(List.of(person("one@example.com")));
        assertFailed(run("\uFEFF" + good), "byte order mark");
        assertFailed(run(good.replaceFirst("name,", "")), "header");
        assertFailed(run(good.replaceFirst("name,", "name,name,")), "header");
        assertFailed(run(new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, 0}), "UTF-8");
        byte[] latin = (good + "caf\u00e9,").getBytes(StandardCharsets.ISO_8859_1);
        assertFailed(run(latin), "UTF-8");
        assertFailed(run(""), "empty");
        assertThat(sandbox.client.listUsers(r -> r.userPoolId(poolId)).users()).isEmpty();
    }

    private static void assertFailed(UserImportJobType job, String message) {
        assertThat(job.status()).isEqualTo(UserImportJobStatusType.FAILED);
        assertThat(job.completionMessage()).contains(message);
    }

    @Test
    void fileIsLimited() {
        restart(new TestRegion(b -> b.importLimits(new ImportFile.Limits(1_000, 2, 16_000))));

        assertFailed(
                run(file(IntStream.range(0, 3)
                        .mapToObj(i -> person(i + "@example.com"))
                        .toList())),
                "more than 2");
        assertFailed(run("x".repeat(1_001)), "larger than 1000 bytes");
    }

    /** The one case that is known: 14 imported and 32 failed made a Failed job. (facts, Import job) */
    @Test
    void jobWithTooManyFailuresFails() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < 46; i++) {
            Map<String, String> row = person("user" + i + "@example.com");
            row.put("email_verified", i < 14 ? "true" : "false");
            rows.add(row);
        }

        UserImportJobType job = run(file(rows));

        assertFailed(job, "Too many users have failed or been skipped during the import.");
        assertThat(job.importedUsers()).isEqualTo(14);
        assertThat(job.failedUsers()).isEqualTo(32);
    }

    @Test
    void thresholdOfFailureCanBeChosen() {
        restart(new TestRegion(b -> b.importFailureRule((imported, skipped, failed) -> skipped + failed > 0)));
        sandbox.create(poolId, "one@example.com", Map.of());

        assertFailed(run(file(List.of(person("one@example.com")))), "Too many users");
    }

    @Test
    void uploadWantsItsEncryptionHeaderItsSignatureAndItsTime() {
        UserImportJobType job = create();
        byte[] file = file(List.of(person("one@example.com"))).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> withoutHeader = upload(job, file, null);
        assertThat(withoutHeader.statusCode()).isEqualTo(403);
        assertThat(withoutHeader.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(upload(job, file, "AES256").statusCode()).isEqualTo(403);
        UserImportJobType forged =
                job.toBuilder().preSignedUrl(job.preSignedUrl() + "0").build();
        assertThat(upload(forged, file, "aws:kms").statusCode()).isEqualTo(403);
        assertThatThrownBy(() -> start(job)).isInstanceOf(PreconditionNotMetException.class);
        sandbox.clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        HttpResponse<String> late = upload(job, file, "aws:kms");
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("Request has expired");
    }

    @Test
    void jobThatNobodyStartsExpires() {
        UserImportJobType job = create();
        upload(job, file(List.of()).getBytes(StandardCharsets.UTF_8), "aws:kms");
        sandbox.clock.advance(Duration.ofHours(24).plusSeconds(1));

        assertThat(describe(job).status()).isEqualTo(UserImportJobStatusType.EXPIRED);
        assertThatThrownBy(() -> start(job)).isInstanceOf(PreconditionNotMetException.class);
    }

    @Test
    void poolWithoutAutoVerifiedAttributesDoesNotImport() {
        poolId = sandbox.client
                .createUserPool(r -> r.poolName("plain").usernameAttributesWithStrings("email"))
                .userPool()
                .id();
        UserImportJobType job = create();
        upload(job, file(List.of(person("one@example.com"))).getBytes(StandardCharsets.UTF_8), "aws:kms");

        assertThatThrownBy(() -> start(job)).isInstanceOf(PreconditionNotMetException.class);
    }

    @Test
    void oneJobIsActiveAtATimeAndCanBeStoppedForGood() {
        restart(new TestRegion(b -> b.importDelay(Duration.ofMillis(300))));
        byte[] file = file(List.of(person("one@example.com"))).getBytes(StandardCharsets.UTF_8);
        UserImportJobType first = create();
        UserImportJobType second = create();
        upload(first, file, "aws:kms");
        upload(second, file, "aws:kms");

        assertThat(start(first).status()).isEqualTo(UserImportJobStatusType.PENDING);
        assertThatThrownBy(() -> start(second)).isInstanceOf(PreconditionNotMetException.class);
        assertThatThrownBy(() -> sandbox.client.updateUserPool(r -> r.userPoolId(poolId)))
                .isInstanceOf(UserImportInProgressException.class);
        assertThat(sandbox.client
                        .stopUserImportJob(r -> r.userPoolId(poolId).jobId(first.jobId()))
                        .userImportJob()
                        .status())
                .isEqualTo(UserImportJobStatusType.STOPPING);
        assertThat(ended(first).status()).isEqualTo(UserImportJobStatusType.STOPPED);
        assertThatThrownBy(() -> start(first)).isInstanceOf(PreconditionNotMetException.class);
        start(second);
        assertThat(ended(second).status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
    }

    @Test
    void logIsReadByTheProtocolOfCloudWatchLogs() {
        UserImportJobType job = run(file(List.of(person("one@example.com"), person("nobody"))));
        String group = "/aws/cognito/userpools/" + poolId + "/people";

        assertThat(logs("DescribeLogStreams", "{\"logGroupName\":\"%s\"}".formatted(group)))
                .contains(job.jobId() + "/restore");
        String events = logs(
                "GetLogEvents",
                "{\"logGroupName\":\"%s\",\"logStreamName\":\"%s/restore\",\"startFromHead\":true,\"limit\":1}"
                        .formatted(group, job.jobId()));
        assertThat(events).contains("[SUCCEEDED] Line Number 2").doesNotContain("[FAILED]");
        String next = Json.MAPPER.readTree(events).get("nextForwardToken").stringValue();
        assertThat(logs(
                        "GetLogEvents",
                        "{\"logGroupName\":\"%s\",\"logStreamName\":\"%s/restore\",\"nextToken\":\"%s\"}"
                                .formatted(group, job.jobId(), next)))
                .contains("[FAILED] Line Number 3");
        assertThat(logs(
                        "FilterLogEvents",
                        "{\"logGroupName\":\"%s\",\"filterPattern\":\"\\\"[FAILED]\\\"\"}".formatted(group)))
                .contains("[FAILED]")
                .doesNotContain("[SUCCEEDED]");
    }

    private String logs(String operation, String body) {
        HttpRequest request = HttpRequest.newBuilder(sandbox.region.endpoint())
                .header("X-Amz-Target", "Logs_20140328." + operation)
                .header("Authorization", "AWS4-HMAC-SHA256 ...")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
