package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.userpool.UserPoolId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreconditionNotMetException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;

/**
 * Whatever becomes of a file on its way, the check foretells what the sandbox's import job makes of it, whose strict
 * reader shares no code with it; except where the check says that nobody knows.
 */
class ForetoldImportTest {
    private static final CheckedPools POOLS =
            new CheckedPools(CognitoRegion.builder("ap-northeast-3").build());
    private static final CheckedPools WITH_HASHES = new CheckedPools(
            CognitoRegion.builder("ap-northeast-1").passwordHashColumn(true).build());

    /** Where the row itself shows the reason; who is disabled or unconfirmed looks like anybody else. */
    private static final Set<UnimportableReason> SHOWN_BY_A_ROW = EnumSet.of(
            UnimportableReason.NO_VERIFIED_CONTACT,
            UnimportableReason.MISSING_REQUIRED_ATTRIBUTE,
            UnimportableReason.ROW_TOO_LONG);

    private static final Map<PoolShape, PoolSchema> SCHEMAS = new HashMap<>();

    @AfterContainer
    static void stop() {
        POOLS.close();
        WITH_HASHES.close();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void aFileFaresAsForetold(@ForAll("pools") Target target, @ForAll("files") EditedFile file)
            throws IOException, InterruptedException {
        CheckedPools pools = target.shape.passwordHash() ? WITH_HASHES : POOLS;
        UserPoolId pool = pools.create(target.request());
        PoolSchema schema = pools.schema(pool);
        createPerson(pools, pool, schema);
        byte[] csv = file.bytes(schema);

        CheckedPools.Forecast forecast = CheckedPools.check(ImportCheck.of(schema), csv, pools.existing(pool));

        FileRule.Effect effect = forecast.file().effect();
        Statistics.label("effect").collect(effect);
        if (effect == FileRule.Effect.NOT_STARTED) {
            assertThatThrownBy(() -> pools.run(pool, csv)).isInstanceOf(PreconditionNotMetException.class);
            return;
        }
        CheckedPools.Outcome outcome = pools.run(pool, csv);
        if (effect == FileRule.Effect.FAILED) {
            assertThat(outcome.job().status()).isEqualTo(UserImportJobStatusType.FAILED);
            assertThat(outcome.rows()).isEmpty();
        } else if (effect != FileRule.Effect.UNDOCUMENTED) {
            rowsFareAsForetold(forecast, outcome, new String(csv, StandardCharsets.UTF_8));
            if (effect == FileRule.Effect.NONE) {
                assertThat(outcome.job().status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
            }
        }
        enoughIsMet();
    }

    private static void rowsFareAsForetold(CheckedPools.Forecast forecast, CheckedPools.Outcome outcome, String csv) {
        assertThat(outcome.rows().keySet()).isEqualTo(forecast.rows().keySet());
        outcome.rows().forEach((line, fate) -> {
            RowVerdict verdict = forecast.rows().get(line);
            if (verdict != null && !(verdict instanceof RowVerdict.Undocumented)) {
                assertThat(fate)
                        .as("line %s, %s: %s", line, verdict, csv.split("\n", -1)[line - 1])
                        .isEqualTo(CheckedPools.fate(verdict));
            }
            Statistics.label("verdict")
                    .collect(verdict == null ? "" : verdict.getClass().getSimpleName());
        });
        FileVerdict file = forecast.file();
        assertThat(outcome.job().importedUsers().intValue())
                .isBetween(file.imported(), file.imported() + file.undocumented());
        assertThat(outcome.job().skippedUsers().intValue())
                .isBetween(file.skipped(), file.skipped() + file.undocumented());
        assertThat(outcome.job().failedUsers().intValue())
                .isBetween(file.failed(), file.failed() + file.undocumented());
        file.rules().keySet().forEach(rule -> Statistics.label("rule").collect(rule));
    }

    private static void enoughIsMet() {
        Statistics.label("effect").coverage(met -> {
            for (FileRule.Effect effect : FileRule.Effect.values()) {
                met.check(effect).count(count -> count >= 1);
            }
        });
        Statistics.label("verdict").coverage(met -> {
            for (String verdict : List.of("Imported", "Skipped", "Failed", "Undocumented")) {
                met.check(verdict).percentage(share -> share > 5);
            }
        });
    }

    private static void createPerson(CheckedPools pools, UserPoolId pool, PoolSchema schema) {
        String name = schema.usernameAttributes().isEmpty()
                ? "person0"
                : schema.usernameAttributes().contains("email") ? "person0@example.com" : "+819000000";
        pools.cognito()
                .adminCreateUser(user -> user.userPoolId(pool.value())
                        .username(name)
                        .userAttributes(Map.of(
                                        "email", "person0@example.com",
                                        "email_verified", "true",
                                        "phone_number", "+819000000",
                                        "phone_number_verified", "true",
                                        "name", "Ada",
                                        "birthdate", "2000-02-29",
                                        "updated_at", "0",
                                        "address", "1 Main St")
                                .entrySet()
                                .stream()
                                .map(attribute -> AttributeType.builder()
                                        .name(attribute.getKey())
                                        .value(attribute.getValue())
                                        .build())
                                .toList()));
    }

    /** What else pools differ in. */
    enum Special {
        NOTHING,
        NAMES_IN_ANY_CASE,
        NAMES_TOLD_APART_BY_CASE,
        EMAIL_OR_NUMBER,
        EMAIL_FOR_ALIAS,
        VERIFIES_NOTHING
    }

    record Target(PoolShape shape, Special special) {

        CreateUserPoolRequest request() {
            CreateUserPoolRequest.Builder pool = shape.request().toBuilder();
            switch (special) {
                case NAMES_IN_ANY_CASE -> pool.usernameConfiguration(names -> names.caseSensitive(false));
                case NAMES_TOLD_APART_BY_CASE -> pool.usernameConfiguration(names -> names.caseSensitive(true));
                case EMAIL_OR_NUMBER -> pool.usernameAttributesWithStrings("email", "phone_number");
                case EMAIL_FOR_ALIAS ->
                    pool.usernameAttributesWithStrings(List.of()).aliasAttributesWithStrings("email");
                case VERIFIES_NOTHING -> pool.autoVerifiedAttributesWithStrings(List.of());
                case NOTHING -> {}
            }
            return pool.build();
        }
    }

    @Provide
    Arbitrary<Target> pools() {
        return Combinators.combine(
                        PoolShape.any(),
                        Arbitraries.of(Special.class)
                                .filter(special -> special != Special.VERIFIES_NOTHING)
                                .injectNull(0.06)
                                .map(special -> special == null ? Special.VERIFIES_NOTHING : special))
                .as(Target::new);
    }

    @Provide
    Arbitrary<EditedFile> files() {
        return EditedFile.any();
    }

    /** The same rules on both sides: whoever is written for a pool is imported into one like it. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void whatTheWriterWritesIsForetoldToBeImported(
            @ForAll("shapes") PoolShape shape, @ForAll("people") List<Somebody> people) throws IOException {
        CheckedPools pools = shape.passwordHash() ? WITH_HASHES : POOLS;
        PoolSchema schema = pools.schema(pools.create(shape.request()));
        ImportRules rules = schema.rules(shape.signIn());
        StringBuilder file = new StringBuilder(rules.headerRow());
        int written = 0;
        for (Somebody.Expected person : Somebody.all(people, shape)) {
            if (rules.classify(person.user()) instanceof Importability.Importable importable) {
                file.append(importable.row());
                written++;
            }
        }

        FileVerdict verdict = CheckedPools.check(
                        ImportCheck.of(schema), file.toString().getBytes(StandardCharsets.UTF_8), ExistingUsers.none())
                .file();

        assertThat(verdict.rules()).isEmpty();
        assertThat(verdict.imported()).isEqualTo(written);
        assertThat(verdict.findings()).extracting(FileFinding::rule).isSubsetOf(FileRule.NO_USERS);
    }

    /** The other way round, for the reasons that a row shows: who was kept out would not have come in. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void whomTheWriterKeepsOutIsNotForetoldToComeIn(
            @ForAll("shapes") PoolShape shape, @ForAll("person") Somebody person) throws IOException {
        Somebody.Expected expected = person.in(shape, 7);
        Set<UnimportableReason> shown = EnumSet.noneOf(UnimportableReason.class);
        expected.reasons().forEach(reason -> shown.add(UnimportableReason.valueOf(reason)));
        boolean readable = !shown.contains(UnimportableReason.AMBIGUOUS_CHARACTERS);
        shown.retainAll(SHOWN_BY_A_ROW);
        if (!readable || shown.isEmpty()) {
            return;
        }
        String header = shape.columns().stream()
                .map(column -> column.replace(",", "\\,"))
                .collect(Collectors.joining(","));

        CheckedPools.Forecast forecast = CheckedPools.check(
                ImportCheck.of(asSeenFromOutside(shape)),
                (header + "\n" + expected.row()).getBytes(StandardCharsets.UTF_8),
                ExistingUsers.none());

        assertThat(forecast.file().imported()).isZero();
        Set<RowRule> rules = forecast.file().rules().keySet();
        if (rules.contains(RowRule.ROW_TOO_LONG)) {
            assertThat(shown).contains(UnimportableReason.ROW_TOO_LONG);
        } else {
            assertThat(shown)
                    .allSatisfy(reason -> assertThat(RowRule.sameAs(reason)).containsAnyElementsOf(rules));
        }
        shown.forEach(reason -> Statistics.label("kept out").collect(reason));
    }

    /** With the columns of the shape, which has some that no pool of the sandbox has. */
    private static PoolSchema asSeenFromOutside(PoolShape shape) {
        return SCHEMAS.computeIfAbsent(shape, key -> {
            PoolSchema real = POOLS.schema(POOLS.create(key.request()));
            return new PoolSchema(
                    key.columns(),
                    real.attributes(),
                    real.autoVerified(),
                    real.mfa(),
                    real.usernameAttributes(),
                    real.aliasAttributes(),
                    real.usernameCase());
        });
    }

    @Provide
    Arbitrary<Somebody> person() {
        return Somebody.any();
    }

    @Provide
    Arbitrary<PoolShape> shapes() {
        return PoolShape.any();
    }

    @Provide
    Arbitrary<List<Somebody>> people() {
        return Somebody.any().list().ofMinSize(10).ofMaxSize(40);
    }
}
