package io.github.cognitodr.operator.imports;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.pool.Patience;
import io.github.cognitodr.operator.pool.Quotas;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.sandbox.MovableClock;
import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;

/** A pool of the sandbox to import into, as the command sees it. */
final class ImportPool implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/import";

    final MovableClock clock = new MovableClock();
    final CognitoRegion region;
    final CognitoIdentityProviderClient client;
    final UserPoolId id;
    final OperatorPool pool;
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    long steps;

    ImportPool() {
        this(region -> region);
    }

    ImportPool(UnaryOperator<CognitoRegion.Builder> settings) {
        region = settings.apply(CognitoRegion.builder("ap-northeast-1").clock(clock))
                .build();
        client = SandboxPools.client(region);
        id = SandboxPools.emailPool(client);
        // what the environment says to a process of its own
        System.setProperty(
                "aws.endpointUrlCognitoIdentityProvider", region.endpoint().toString());
        System.setProperty("aws.accessKeyId", "sandbox");
        System.setProperty("aws.secretAccessKey", "sandbox");
        pool = new OperatorPool(id, Side.PRIMARY, Quotas.usual(), Patience.ofSeconds(20, said::add));
    }

    ImportJobs jobs(JobJournal journal) {
        return new ImportJobs(
                pool,
                ROLE,
                "run",
                journal,
                new Waiting(
                        clock,
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofHours(12),
                        Duration.ofMinutes(30)));
    }

    CloudWatchImportLogs logs() {
        return new CloudWatchImportLogs(region.endpoint(), id, "people", Duration.ofSeconds(5));
    }

    /** A file of people who are numbered. */
    ImportFile file(Path directory, int number, int first, int count) throws IOException {
        List<String> header =
                client.getCSVHeader(request -> request.userPoolId(id.value())).csvHeader();
        StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
        for (int i = first; i < first + count; i++) {
            String email = "person" + i + "@example.com";
            csv.append(header.stream()
                            .map(column -> switch (column) {
                                case "cognito:username", "email" -> email;
                                case "email_verified" -> "TRUE";
                                case "phone_number_verified" -> "FALSE";
                                default -> "";
                            })
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        Path file = directory.resolve("users-" + number + ".csv");
        Files.writeString(file, csv);
        return new ImportFile(number, file, count);
    }

    /** Somebody is there already. */
    void people(int... numbers) {
        IntStream.of(numbers)
                .forEach(number -> client.adminCreateUser(user -> user.userPoolId(id.value())
                        .username("person" + number + "@example.com")
                        .userAttributes(
                                attribute("email", "person" + number + "@example.com"),
                                attribute("email_verified", "true"))
                        .messageAction("SUPPRESS")));
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    List<UserImportJobType> allJobs() {
        return client.listUserImportJobs(
                        request -> request.userPoolId(id.value()).maxResults(60))
                .userImportJobs();
    }

    List<UserImportJobType> startedJobs() {
        return allJobs().stream().filter(job -> job.startDate() != null).toList();
    }

    int users() {
        return client.describeUserPool(request -> request.userPoolId(id.value()))
                .userPool()
                .estimatedNumberOfUsers();
    }

    Progress progress() {
        return new Progress() {
            @Override
            public void step(long done) {
                steps += done;
            }

            @Override
            public void says(String what) {
                said.add(what);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        pool.close();
        client.close();
        region.close();
    }
}
