package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTakerTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final Instant NOW = Instant.parse("2026-11-22T06:36:00Z");
    private static final String FOLDER = "snapshots/ap-northeast-3_AbCdEfGhI/20261122T063600Z/";
    private static final SnapshotRequest REQUEST = new SnapshotRequest(POOL, NOW);
    private static final ImportRules RULES = new ImportRules(
            List.of("cognito:username", "email", "email_verified", "custom:origin_sub", "cognito:mfa_enabled"),
            Set.of("sub", "email"),
            Set.of("email"),
            true,
            SignInAttribute.EMAIL);

    private static final String HEADER =
            "cognito:username,email,email_verified,custom:origin_sub,cognito:mfa_enabled\n";
    private static final String COPY = "copy@example.com,copy@example.com,TRUE,tokyo,TRUE\n";
    private static final String BORN = "born@example.com,born@example.com,TRUE,born,TRUE\n";

    private final FakeSnapshotStore store = new FakeSnapshotStore();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final List<LogEntry> journal = new ArrayList<>();
    private final List<UserProfile> users = new ArrayList<>();
    private long estimatedUsers;
    private RollingFile.Limits limits = RollingFile.Limits.OF_IMPORT_JOB;

    @Test
    void eachUserStandsInTheFilesThatItBelongsTo() throws IOException {
        users.add(person("copy", "custom:origin_sub", "tokyo"));
        users.add(person("born"));
        users.add(Profiles.of("late", "UNCONFIRMED", true, "email", "late@example.com"));
        users.add(Profiles.of("off", "CONFIRMED", false, "email", "off@example.com", "email_verified", "true"));

        Manifest manifest = taken();

        assertThat(store.objects)
                .containsOnlyKeys(
                        FOLDER + "users-0001.csv",
                        FOLDER + "new-users-0001.csv",
                        FOLDER + "unimportable-0001.jsonl",
                        FOLDER + "profiles-0001.jsonl.gz",
                        FOLDER + "manifest.json");
        assertThat(text("users-0001.csv")).isEqualTo(HEADER + COPY + BORN);
        assertThat(text("new-users-0001.csv")).isEqualTo(HEADER + BORN);
        assertThat(text("unimportable-0001.jsonl"))
                .startsWith("{\"reasons\":[\"UNCONFIRMED\",\"NO_VERIFIED_CONTACT\"],\"record\":{\"Username\":\"late\"");
        assertThat(profiles()).hasSize(4);
        assertThat(manifest.contents().users()).isEqualTo(4);
        assertThat(manifest.contents().importable()).isEqualTo(2);
        assertThat(manifest.contents().newUsers()).isEqualTo(1);
        assertThat(manifest.contents().unimportable())
                .isEqualTo(Map.of(UnimportableReason.UNCONFIRMED, 1L, UnimportableReason.DISABLED, 1L));
        assertThat(store.latest(POOL)).contains(new SnapshotId("20261122T063600Z"));
    }

    @Test
    void whoeverWasBroughtHomeAndMarkedIsNotNew() throws IOException {
        users.add(person("home", Attributes.ORIGIN_SUB, "home"));
        users.add(person("born"));

        Manifest manifest = taken();

        assertThat(text("users-0001.csv"))
                .isEqualTo(HEADER + "home@example.com,home@example.com,TRUE,home,TRUE\n" + BORN);
        assertThat(text("new-users-0001.csv")).isEqualTo(HEADER + BORN);
        assertThat(manifest.contents().newUsers()).isEqualTo(1);
    }

    @Test
    void theManifestNamesEveryFileWithItsRowsAndHash() throws IOException {
        users.add(person("born"));

        Manifest manifest = taken();

        assertThat(manifest.contents().files())
                .extracting(SnapshotFile::key)
                .containsExactly(
                        FOLDER + "users-0001.csv", FOLDER + "new-users-0001.csv", FOLDER + "profiles-0001.jsonl.gz");
        List<Map<String, Object>> files = new ArrayList<>();
        for (SnapshotFile file : manifest.contents().files()) {
            byte[] object = store.objects.getOrDefault(file.key(), new byte[0]);
            assertThat(file)
                    .isEqualTo(new SnapshotFile(file.key(), 1, object.length, FakeSnapshotStore.sha256(object)));
            files.add(Map.of(
                    "key", file.key(), "rows", 1, "bytes", object.length, "sha256", FakeSnapshotStore.sha256(object)));
        }
        Map<String, Object> json = Json.readObject(manifest.toJson());
        assertThat(json.remove("csvHeader")).isEqualTo(RULES.csvHeader());
        assertThat(json)
                .isEqualTo(Map.of(
                        "formatVersion",
                        1,
                        "userPoolId",
                        POOL.value(),
                        "snapshotId",
                        "20261122T063600Z",
                        "startedAt",
                        "2026-11-22T06:36:00Z",
                        "finishedAt",
                        "2026-11-22T06:36:00Z",
                        "users",
                        1,
                        "importable",
                        1,
                        "newUsers",
                        1,
                        "unimportable",
                        Map.of(),
                        "files",
                        files));
    }

    @Test
    void anEmptyPoolGivesTheHeaderAlone() throws IOException {
        taken();

        assertThat(store.objects).containsOnlyKeys(FOLDER + "users-0001.csv", FOLDER + "manifest.json");
        assertThat(text("users-0001.csv")).isEqualTo(HEADER);
    }

    @Test
    void filesRollOverAtTheNumberOfRowsAndEachHasTheHeader() throws IOException {
        IntStream.range(0, 5).forEach(i -> users.add(person("p" + i)));
        limits = new RollingFile.Limits(2, 1_000_000);

        Manifest manifest = taken();

        assertThat(manifest.contents().files().stream()
                        .filter(file -> file.key().contains("/users-")))
                .extracting(SnapshotFile::rows)
                .containsExactly(2L, 2L, 1L);
        assertThat(text("users-0003.csv")).startsWith("cognito:username,").contains("p4@example.com");
    }

    @Test
    void filesRollOverBeforeTheirSizeIsExceeded() throws IOException {
        IntStream.range(0, 20).forEach(i -> users.add(person("p" + i)));
        limits = new RollingFile.Limits(1_000_000, 300);

        Manifest manifest = taken();

        assertThat(manifest.contents().files().stream()
                        .filter(file -> file.key().endsWith(".csv")))
                .hasSizeGreaterThan(4)
                .allSatisfy(file -> assertThat(file.bytes()).isLessThanOrEqualTo(300));
        assertThat(manifest.contents().files().stream()
                        .filter(file -> file.key().contains("/users-"))
                        .mapToLong(SnapshotFile::rows)
                        .sum())
                .isEqualTo(20);
    }

    @Test
    void aSnapshotThatAnswersIsNotTakenTwice() throws IOException {
        store.announce(POOL, new SnapshotId("20261122T063600Z"));

        assertThat(taker(listing()).take(REQUEST, () -> false))
                .isEqualTo(new SnapshotTaker.Result.Satisfied(new SnapshotId("20261122T063600Z"), Optional.empty()));
        assertThat(store.objects).isEmpty();
    }

    @Test
    void aSnapshotThatStartedASecondTooEarlyDoesNotAnswer() throws IOException {
        store.announce(POOL, new SnapshotId("20261122T063559Z"));

        taken();

        assertThat(store.latest(POOL)).contains(new SnapshotId("20261122T063600Z"));
    }

    @Test
    void aRequestBeforeItsTimeWaits() throws IOException {
        SnapshotRequest early = new SnapshotRequest(POOL, NOW.plusSeconds(1));

        assertThat(taker(listing()).take(early, () -> false))
                .isEqualTo(new SnapshotTaker.Result.TooEarly(NOW.plusSeconds(1)));
        assertThat(store.objects).isEmpty();
    }

    @Test
    void aRefusedPartLeavesTheSnapshotUnsealed() {
        users.add(person("born"));
        for (String file : List.of("/users-", "/new-users-", "/profiles-")) {
            store.refusedKeyPart = file;

            assertThatThrownBy(() -> taker(listing()).take(REQUEST, () -> false))
                    .isInstanceOf(IOException.class);

            assertThat(store.objects).doesNotContainKey(FOLDER + "manifest.json");
            assertThat(store.latest(POOL)).isEmpty();
        }
    }

    @Test
    void aListingThatBreaksOffLeavesTheSnapshotUnsealed() {
        UserListing breaking = token -> {
            if (token != null) {
                throw new PoolUnavailableException("ListUsers: TooManyRequestsException");
            }
            return new UserListing.Page(List.of(person("a")), Optional.of("1"));
        };

        assertThatThrownBy(() -> taker(breaking).take(REQUEST, () -> false))
                .isInstanceOf(PoolUnavailableException.class);
        assertThat(store.objects).doesNotContainKey(FOLDER + "manifest.json");
    }

    @Test
    void timeThatRunsOutLeavesTheSnapshotUnsealed() throws IOException {
        users.add(person("a"));

        assertThat(taker(listing()).take(REQUEST, () -> true))
                .isEqualTo(new SnapshotTaker.Result.OutOfTime(new SnapshotId("20261122T063600Z"), 0));
        assertThat(store.objects).isEmpty();
    }

    @Test
    void aListingFarFromCognitosEstimateIsWarnedAbout() throws IOException {
        IntStream.range(0, 10).forEach(i -> users.add(person("p" + i)));
        estimatedUsers = 111;

        taken();

        assertThat(journal)
                .containsExactly(LogEntry.of(LogEntry.Level.WARN, "UserCountStrays")
                        .with("userPoolId", POOL.value())
                        .with("snapshotId", "20261122T063600Z")
                        .with("users", 10L)
                        .with("estimatedUsers", 111L)
                        .counted());
    }

    @ParameterizedTest
    @CsvSource({"4999, 1", "5000, 16"})
    void aLargePoolIsListedInLanes(long estimated, int lanes) throws IOException {
        estimatedUsers = estimated;

        taker(listing()).take(REQUEST, () -> true);

        assertThat(store.checkpoint(POOL)
                        .flatMap(SavedCheckpoint::checkpoint)
                        .orElseThrow()
                        .lanes())
                .hasSize(lanes);
    }

    @Test
    void anEmptyPageInTheMiddleIsNotTheEnd() throws IOException {
        UserListing gap = token -> switch (String.valueOf(token)) {
            case "null" -> new UserListing.Page(List.of(person("a")), Optional.of("1"));
            case "1" -> new UserListing.Page(List.of(), Optional.of("2"));
            default -> new UserListing.Page(List.of(person("b")), Optional.empty());
        };

        SnapshotTaker.Result result = taker(gap).take(REQUEST, () -> false);

        assertThat(((SnapshotTaker.Result.Satisfied) result).taken())
                .get()
                .extracting(manifest -> manifest.contents().users())
                .isEqualTo(2L);
    }

    @Test
    void aSnapshotOfTheSameSecondIsNotOverwritten() throws IOException {
        store.objects.put(FOLDER + "manifest.json", new byte[] {1});

        assertThatThrownBy(() -> taker(listing()).take(REQUEST, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another manifest");
        assertThat(store.objects.get(FOLDER + "manifest.json")).containsExactly(1);
        assertThat(store.latest(POOL)).isEmpty();
    }

    private Manifest taken() throws IOException {
        SnapshotTaker.Result result = taker(listing()).take(REQUEST, () -> false);
        return ((SnapshotTaker.Result.Satisfied) result).taken().orElseThrow();
    }

    private UserListing listing() {
        return token -> {
            int from = token == null ? 0 : Integer.parseInt(token);
            int to = Math.min(users.size(), from + 2);
            return new UserListing.Page(
                    users.subList(from, to), to == users.size() ? Optional.empty() : Optional.of(String.valueOf(to)));
        };
    }

    private SnapshotTaker taker(UserListing listing) {
        SnapshotTaker.Pools pools = ScriptedPools.inTurns(
                RULES, estimatedUsers, lane -> listing.page(lane.token().orElse(null)), clock);
        return new SnapshotTaker(pools, store, clock, limits, journal::add);
    }

    private static UserProfile person(String sub, String... attributes) {
        List<String> all =
                new ArrayList<>(List.of(Attributes.EMAIL, sub + "@example.com", Attributes.EMAIL_VERIFIED, "true"));
        all.addAll(List.of(attributes));
        return Profiles.confirmed(sub, all.toArray(String[]::new));
    }

    private String text(String name) {
        return store.text(FOLDER + name);
    }

    private List<String> profiles() throws IOException {
        byte[] object = store.objects.getOrDefault(FOLDER + "profiles-0001.jsonl.gz", new byte[0]);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(object))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
