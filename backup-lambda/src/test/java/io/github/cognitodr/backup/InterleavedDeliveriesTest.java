package io.github.cognitodr.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every way in which deliveries, workers that stall or die at any call, answers that are lost, visibility that ends too
 * soon and runs that are out of time can mix, up to a bound: each request is answered, and each snapshot that exists is
 * whole. {@code -Dsnapshot.moreDeviations=1} walks farther.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterleavedDeliveriesTest {
    private static final int MORE = Integer.getInteger("snapshot.moreDeviations", 0);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterAll
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0+0, 1", "0+300, 2"})
    void everyRequestIsAnsweredByAWholeSnapshot(String startAfter, int deviations) {
        int[] seconds = Pattern.compile("[+]")
                .splitAsStream(startAfter)
                .mapToInt(Integer::parseInt)
                .toArray();

        int runs = Interleavings.play(deviations + MORE, choices -> {
            SnapshotWorld world = new SnapshotWorld(choices, threads, seconds);
            world.play();
            check(world);
        });

        assertThat(runs).isGreaterThan(40);
    }

    private static void check(SnapshotWorld world) {
        assertThat(world.violations).isEmpty();
        assertThat(world.bucket.offences).isEmpty();
        List<String> manifests = world.manifests().toList();
        assertThat(manifests).isNotEmpty();
        manifests.forEach(manifest -> checkWhole(world, JsonObject.parse(object(world, manifest))));
        SnapshotId last = SnapshotWorld.snapshotOf(manifests.get(manifests.size() - 1));
        if (!world.latest().equals(Optional.of(last))) {
            // Whoever sealed it died there, after all requests had been answered: the next one names it.
            assertThat(CheckpointJson.read(object(world, SnapshotKeys.checkpoint(SnapshotWorld.POOL))))
                    .matches(checkpoint -> checkpoint.phase() == Checkpoint.Phase.LISTED)
                    .extracting(Checkpoint::snapshot)
                    .isEqualTo(last);
        }
    }

    private static void checkWhole(SnapshotWorld world, JsonObject manifest) {
        List<String> listed = new ArrayList<>();
        for (JsonObject file : manifest.objects("files")) {
            byte[] object = object(world, file.text("key"));
            assertThat(FakeSnapshotStore.sha256(object)).isEqualTo(file.text("sha256"));
            if (file.text("key").contains("/profiles-")) {
                listed.addAll(subs(object));
            }
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(SnapshotWorld.everybody());
        assertThat(manifest.number("users")).isEqualTo(4);
        assertThat(manifest.number("importable")).isEqualTo(3);
    }

    private static byte[] object(SnapshotWorld world, String key) {
        byte[] object = world.bucket.objects.get(key);
        if (object == null) {
            throw new AssertionError("There is no " + key);
        }
        return object;
    }

    private static List<String> subs(byte[] profiles) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(profiles))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> JsonObject.parse(line.getBytes(UTF_8)).text("Username"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
