package io.github.cognitodr.backup;

import static io.github.cognitodr.backup.BackedUpPool.OSAKA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.csv.ImportTarget;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;
import tools.jackson.databind.node.ArrayNode;

/**
 * A pool of people who are hard to write down, through the deployable jar into a snapshot, and from there through an import
 * job into an empty pool: what arrives is what left.
 *
 * <p>{@code -Dsnapshot.difficult=5000} takes more of them, {@code -Dsnapshot.seed=7} others.
 */
class ImportReadyIT {
    private static final int PEOPLE = Integer.getInteger("snapshot.difficult", 500);
    private static final long SEED = Long.getLong("snapshot.seed", 20261122L);

    private static final String LONGEST = "長い, ".repeat(511) + "end!";
    private static final List<String> TEXTS = List.of(
            "山田 花子",
            "Smith, John, jr.",
            ",",
            ",,,",
            "a,b,,c",
            "Ünïcödé 😀 👩‍👩‍👧",
            "=1+1",
            "@import",
            "TRUE",
            "null",
            "O'Brien; DROP TABLE users",
            "عمر",
            "a　b",
            "1, Chiyoda, 東京都",
            LONGEST);
    private static final List<String> UNSAYABLE =
            List.of("say \"hi\"", "back\\slash", "C:\\,", "two\nlines", "tab\there", " leading", "trailing ", "　");
    private static final List<String> BIRTHDATES =
            List.of("1990-02-28", "2000-02-29", "0001-01-01", "9999-12-31", "1947-05-03");
    private static final List<String> NO_BIRTHDATES = List.of("1999-02-29", "28/02/1990", "1990-13-01", "1990/02/28");

    /** As long as they may be, they make a row that is longer than it may be. */
    private static final List<String> LONG_ONES = List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "profile",
            "picture",
            "website",
            "gender",
            "address",
            "custom:note");

    private final Random random = new Random(SEED);

    @Test
    void whoIsInTheFilesIsImportedAsHeLeftAndEverybodyElseIsNamed() throws IOException, InterruptedException {
        try (BackedUpPool pool = new BackedUpPool();
                RetouchedListing listing = new RetouchedListing(pool.sandbox.gatewayEndpoint(), () -> false)) {
            ImportTarget source = new ImportTarget(pool.osaka, pool.pool).verifyingBothContacts();
            for (int number = 0; number < PEOPLE; number++) {
                createDifficult(pool, listing, number);
            }
            LambdaFunction worker = pool.worker("worker", listing.environment());

            SealedSnapshot snapshot =
                    pool.takeSnapshot(pool.deliveriesTo(worker)).assertWhole();

            assertThat(snapshot.everybody()).hasSize(PEOPLE);
            assertThat(reasons(snapshot))
                    .containsExactlyElementsOf(new TreeSet<>(Stream.of(UnimportableReason.values())
                            .map(Enum::name)
                            .toList()));
            Map<String, Map<String, String>> people = byStableId(source.people());
            assertThat(snapshot.users()).hasSizeGreaterThan(PEOPLE / 2);
            Set<String> born = new HashSet<>(people.keySet());
            born.removeIf(id -> id.startsWith("tokyo-"));
            assertImported(
                    pool, snapshot.onlyFile("users"), people, snapshot.users().size());
            people.keySet().retainAll(born);
            assertImported(pool, snapshot.onlyFile("new-users"), people, newUsers(snapshot, born));
        }
    }

    private static int newUsers(SealedSnapshot snapshot, Set<String> born) {
        return (int) snapshot.users().stream()
                .filter(row -> born.contains(row.getOrDefault("custom:origin_sub", "")))
                .count();
    }

    private static void assertImported(BackedUpPool pool, byte[] file, Map<String, Map<String, String>> left, int rows)
            throws IOException, InterruptedException {
        ImportTarget target = ImportTarget.empty(pool.osaka).verifyingBothContacts();

        UserImportJobType job = target.importFile(file);

        assertThat(pool.sandbox.cognito(OSAKA).importLog(job.userPoolId(), job.jobId()))
                .noneMatch(line -> line.startsWith("[FAILED]"));
        assertThat(job.failedUsers()).isZero();
        assertThat(job.skippedUsers()).isZero();
        assertThat(job.importedUsers()).isEqualTo(rows).isPositive();
        Map<String, Map<String, String>> arrived = byStableId(target.people());
        assertThat(arrived).hasSize(rows);
        arrived.forEach((id, person) ->
                assertThat(carried(id, person)).isEqualTo(carried(id, left.getOrDefault(id, Map.of()))));
    }

    /** What an import can carry: an empty value is no value, and a contact is verified or it is not. */
    private static Map<String, String> carried(String stableId, Map<String, String> attributes) {
        Map<String, String> carried = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (!value.isEmpty() && !name.equals("sub") && !name.endsWith("_verified")) {
                carried.put(name, value);
            }
        });
        for (String contact : List.of("email", "phone_number")) {
            boolean verified = attributes.containsKey(contact)
                    && attributes.getOrDefault(contact + "_verified", "").equalsIgnoreCase("true");
            carried.put(contact + "_verified", String.valueOf(verified));
        }
        carried.put("custom:origin_sub", stableId);
        return carried;
    }

    private static Map<String, Map<String, String>> byStableId(List<Map<String, String>> people) {
        Map<String, Map<String, String>> byStableId = new HashMap<>();
        people.forEach(person ->
                byStableId.put(person.getOrDefault("custom:origin_sub", person.getOrDefault("sub", "")), person));
        return byStableId;
    }

    private static Set<String> reasons(SealedSnapshot snapshot) {
        Set<String> reasons = new TreeSet<>();
        snapshot.unimportable().forEach(one -> one.path("reasons").forEach(reason -> reasons.add(reason.asString())));
        return reasons;
    }

    /** Of thirty people, one a reason to be left out; the others are merely hard to write. */
    private void createDifficult(BackedUpPool pool, RetouchedListing listing, int number) {
        String email = "person" + number + "@example.com";
        int kind = number % 30;
        if (kind == 0) {
            pool.signUp(email);
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("email_verified", kind == 1 ? "false" : "true");
        attributes.put("name", oneOf(TEXTS));
        attributes.put("address", oneOf(TEXTS));
        attributes.put("custom:note", oneOf(TEXTS));
        if (random.nextBoolean()) {
            attributes.put("birthdate", oneOf(BIRTHDATES));
            attributes.put("updated_at", String.valueOf(random.nextInt(Integer.MAX_VALUE)));
            attributes.put("nickname", "");
        }
        if (random.nextBoolean()) {
            attributes.put("phone_number", "+8190" + (10_000_000 + number));
            attributes.put("phone_number_verified", String.valueOf(random.nextBoolean()));
        }
        if (random.nextInt(3) > 0) {
            attributes.put("custom:origin_sub", "tokyo-" + number);
        }
        spoil(kind, number, attributes);
        String sub = pool.create(email, flat(attributes));
        settle(pool, listing, kind, sub);
    }

    private void spoil(int kind, int number, Map<String, String> attributes) {
        switch (kind) {
            case 1 -> attributes.remove("phone_number_verified");
            case 2 -> attributes.put("birthdate", oneOf(NO_BIRTHDATES));
            case 3 -> attributes.put("updated_at", "1.5");
            case 4, 5, 6 -> attributes.put(oneOf(List.of("name", "custom:note", "address")), oneOf(UNSAYABLE));
            case 7 -> LONG_ONES.forEach(name -> attributes.put(name, LONGEST));
            case 8 -> {
                attributes.put("phone_number", "+8190" + (10_000_000 + number));
                attributes.put("phone_number_verified", "true");
            }
            default -> {}
        }
    }

    private static void settle(BackedUpPool pool, RetouchedListing listing, int kind, String sub) {
        switch (kind) {
            case 8 ->
                listing.retouch(
                        sub,
                        user -> ((ArrayNode) user.path("Attributes"))
                                .removeIf(attribute ->
                                        attribute.path("Name").asString().equals("email")));
            case 9 ->
                pool.osaka.adminDisableUser(
                        request -> request.userPoolId(pool.pool.value()).username(sub));
            case 10 -> listing.retouch(sub, user -> user.put("UserStatus", "EXTERNAL_PROVIDER"));
            case 11 -> listing.retouch(sub, user -> user.put("UserStatus", "COMPROMISED"));
            case 12, 13, 14, 15, 16 ->
                pool.osaka.adminSetUserPassword(request -> request.userPoolId(pool.pool.value())
                        .username(sub)
                        .password(BackedUpPool.PASSWORD)
                        .permanent(true));
            default -> {}
        }
    }

    private String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String[] flat(Map<String, String> attributes) {
        List<String> flat = new ArrayList<>();
        attributes.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat.toArray(String[]::new);
    }
}
