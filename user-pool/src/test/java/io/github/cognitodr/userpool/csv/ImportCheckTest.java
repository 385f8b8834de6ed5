package io.github.cognitodr.userpool.csv;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/** Each rule by an example, foretold and then run. */
class ImportCheckTest {
    private static final CheckedPools POOLS =
            new CheckedPools(CognitoRegion.builder("ap-northeast-3").build());

    @AfterAll
    static void stop() {
        POOLS.close();
    }

    private static UserPoolId pool(String kind) {
        UserPoolId pool = switch (kind) {
            case "email" -> SandboxPools.emailPool(POOLS.cognito());
            case "either" ->
                POOLS.create(CreateUserPoolRequest.builder()
                        .poolName("people")
                        .usernameAttributesWithStrings("email", "phone_number")
                        .autoVerifiedAttributesWithStrings("email", "phone_number")
                        .mfaConfiguration(UserPoolMfaType.OFF)
                        .schema(required("email"), required("given_name"))
                        .build());
            case "names" ->
                POOLS.create(CreateUserPoolRequest.builder()
                        .poolName("people")
                        .usernameConfiguration(names -> names.caseSensitive(false))
                        .autoVerifiedAttributesWithStrings("email")
                        .mfaConfiguration(UserPoolMfaType.OPTIONAL)
                        .build());
            case "aliases" ->
                POOLS.create(CreateUserPoolRequest.builder()
                        .poolName("people")
                        .usernameConfiguration(names -> names.caseSensitive(true))
                        .aliasAttributesWithStrings("email")
                        .autoVerifiedAttributesWithStrings("email")
                        .build());
            default -> throw new IllegalArgumentException(kind);
        };
        boolean byName = !kind.equals("email") && !kind.equals("either");
        POOLS.cognito()
                .adminCreateUser(user -> user.userPoolId(pool.value())
                        .username(byName ? "taken" : "taken@example.com")
                        .userAttributes(
                                attribute("email", "taken@example.com"),
                                attribute("email_verified", "true"),
                                attribute("given_name", "Grace"),
                                attribute("phone_number", "+8170")));
        return pool;
    }

    private static SchemaAttributeType required(String name) {
        return SchemaAttributeType.builder().name(name).required(true).build();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    private static String row(List<String> header, Map<String, String> values) {
        return header.stream().map(column -> values.getOrDefault(column, "")).collect(Collectors.joining(","));
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** All cases of one pool are in one file, and one job runs over it. */
    @TestFactory
    Stream<DynamicTest> rowsFareAsForetold() throws IOException, InterruptedException {
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, List<RowCases.Case>> byPool = RowCases.all().stream()
                .collect(Collectors.groupingBy(RowCases.Case::pool, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<RowCases.Case>> ofPool : byPool.entrySet()) {
            UserPoolId pool = pool(ofPool.getKey());
            List<String> header = POOLS.schema(pool).csvHeader();
            List<String> lines = new ArrayList<>(List.of(String.join(",", header)));
            ofPool.getValue().forEach(one -> lines.add(row(header, one.values())));
            CheckedPools.Forecast forecast = POOLS.check(pool, bytes(lines));
            CheckedPools.Outcome outcome = POOLS.run(pool, bytes(lines));
            int line = 1;
            for (RowCases.Case one : ofPool.getValue()) {
                line++;
                RowVerdict verdict = requireNonNull(forecast.rows().get(line));
                String fate = requireNonNull(outcome.rows().get(line));
                tests.add(dynamicTest(one.text(), () -> fares(one, verdict, fate)));
            }
        }
        return tests.stream();
    }

    private static void fares(RowCases.Case one, RowVerdict verdict, String fate) {
        assertThat(verdict.getClass().getSimpleName())
                .as("foretold with %s", verdict.findings())
                .isEqualTo(one.verdict());
        if (!one.rule().isEmpty()) {
            assertThat(verdict.findings())
                    .extracting(finding -> finding.rule().name())
                    .contains(one.rule());
        }
        if (!(verdict instanceof RowVerdict.Undocumented)) {
            assertThat(fate).isEqualTo(CheckedPools.fate(verdict));
        }
    }

    /** The table is whole: a rule that nobody has an example of may never apply. */
    @Test
    void everyRuleHasACase() throws IOException {
        assertThat(RowCases.all().stream().map(RowCases.Case::rule).filter(rule -> !rule.isEmpty()))
                .contains(Stream.of(RowRule.values())
                        .filter(rule -> rule != RowRule.EMPTY_LINE
                                && rule != RowRule.PASSWORD_HASH
                                && rule != RowRule.UNKNOWN_COLUMN)
                        .map(RowRule::name)
                        .toArray(String[]::new));
    }
}
