package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import io.github.cognitodr.userpool.cognito.PoolDescription;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;

/**
 * Whatever the attributes hold, an import job takes every row that was written, and the attributes arrive as they left.
 * The job is the sandbox's, whose strict reader shares no code with the writer.
 */
class ImportedFileTest {
    private static final CognitoRegion REGION =
            CognitoRegion.builder("ap-northeast-1").build();
    private static final CognitoIdentityProviderClient COGNITO = SandboxPools.client(REGION);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterContainer
    static void stop() {
        COGNITO.close();
        REGION.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void everyWrittenRowIsImportedAsItWas(@ForAll("people") List<Map<String, String>> people)
            throws IOException, InterruptedException {
        UserPoolId pool = SandboxPools.emailPool(COGNITO);
        ImportRules rules =
                PoolDescription.of(COGNITO, pool, SignInAttribute.EMAIL).rules();
        StringBuilder file = new StringBuilder(rules.headerRow());
        Map<String, UserProfile> written = new LinkedHashMap<>();
        for (int i = 0; i < people.size(); i++) {
            Map<String, String> attributes = new LinkedHashMap<>(people.get(i));
            attributes.put(Attributes.EMAIL, "person" + i + "@example.com");
            UserProfile person = Profiles.confirmed("sub-" + i, flat(attributes));
            if (rules.classify(person) instanceof Importability.Importable importable) {
                file.append(importable.row());
                written.put("sub-" + i, person);
            }
        }

        UserImportJobType job = importInto(pool, file.toString());

        assertThat(job.importedUsers()).isEqualTo(written.size());
        assertThat(job.failedUsers()).isZero();
        for (UserProfile arrived : list(pool)) {
            assertThat(attributesOf(arrived)).isEqualTo(attributesOf(written.get(arrived.stableId())));
        }
    }

    @Provide
    Arbitrary<List<Map<String, String>>> people() {
        Arbitrary<@Nullable String> text = Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(40),
                        Arbitraries.strings()
                                .withChars("山田花子é,，;'\"\\ \t\n\r\u3000\ufeffABCxyz0189=@+-")
                                .ofMaxLength(20),
                        Arbitraries.of("Ünïcödé 😀", "a,b,,c", ",", "-", "TRUE", "null", "=1+1"))
                .injectNull(0.2);
        Arbitrary<@Nullable String> birthdate = Arbitraries.of(
                        "1990-02-28", "2000-02-29", "1999-02-29", "0001-01-01", "28/02/1990", "1990-2-8", "")
                .injectNull(0.5);
        Arbitrary<@Nullable String> flag =
                Arbitraries.of("true", "false", "TRUE").injectNull(0.1);
        return Combinators.combine(text, text, text, birthdate, flag)
                .as((name, note, address, birth, verified) -> {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    putIfGiven(attributes, "name", name);
                    putIfGiven(attributes, "custom:note", note);
                    putIfGiven(attributes, "address", address);
                    putIfGiven(attributes, "birthdate", birth);
                    putIfGiven(attributes, "email_verified", verified);
                    return attributes;
                })
                .list()
                .ofMaxSize(30);
    }

    private static void putIfGiven(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** What an import can carry: an empty value is no value, and a flag that is not true is false. */
    private static Map<String, String> attributesOf(@Nullable UserProfile user) {
        Map<String, String> carried = new LinkedHashMap<>();
        if (user != null) {
            user.attributes().forEach((name, value) -> {
                if (!value.isEmpty() && Attributes.isSettable(name) && !name.endsWith("_verified")) {
                    carried.put(name, value);
                }
            });
            carried.put("email_verified", String.valueOf(user.hasVerified("email", "email_verified")));
            carried.put(Attributes.ORIGIN_SUB, user.stableId());
        }
        return carried;
    }

    private static UserImportJobType importInto(UserPoolId pool, String csv) throws IOException, InterruptedException {
        UserImportJobType job = COGNITO.createUserImportJob(request -> request.userPoolId(pool.value())
                        .jobName("property")
                        .cloudWatchLogsRoleArn("arn:aws:iam::123456789012:role/import"))
                .userImportJob();
        HttpResponse<String> uploaded = HTTP.send(
                HttpRequest.newBuilder(URI.create(job.preSignedUrl()))
                        .header("x-amz-server-side-encryption", "aws:kms")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(csv.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(uploaded.statusCode()).isEqualTo(200);
        COGNITO.startUserImportJob(request -> request.userPoolId(pool.value()).jobId(job.jobId()));
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        UserImportJobType state = job;
        while (state.status() != UserImportJobStatusType.SUCCEEDED
                && state.status() != UserImportJobStatusType.FAILED) {
            assertThat(deadline.remaining()).as("the job ends in time").isPositive();
            Thread.sleep(5);
            state = COGNITO.describeUserImportJob(
                            request -> request.userPoolId(pool.value()).jobId(job.jobId()))
                    .userImportJob();
        }
        return state;
    }

    private static List<UserProfile> list(UserPoolId pool) {
        CognitoUserListing listing = new CognitoUserListing(COGNITO, pool);
        List<UserProfile> users = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            UserListing.Page page = listing.page(token.orElse(null));
            users.addAll(page.users());
            token = page.nextToken();
        } while (token.isPresent());
        return users;
    }

    private static String[] flat(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }
}
