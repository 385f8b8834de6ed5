package io.github.cognitodr.userpool.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.UserPoolId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotKeysTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final SnapshotId ID = new SnapshotId("20261122T063000Z");
    private static final String OF_POOL = "snapshots/ap-northeast-3_AbCdEfGhI/";
    private static final String FOLDER = OF_POOL + "20261122T063000Z/";

    @Test
    void everyObjectHasItsPlace() {
        assertThat(SnapshotKeys.ofPool(POOL)).isEqualTo(OF_POOL);
        assertThat(SnapshotKeys.latest(POOL)).isEqualTo(OF_POOL + "latest.json");
        assertThat(SnapshotKeys.checkpoint(POOL)).isEqualTo(OF_POOL + "checkpoint.json");
        assertThat(SnapshotKeys.folder(POOL, ID)).isEqualTo(FOLDER);
        assertThat(SnapshotKeys.manifest(POOL, ID)).isEqualTo(FOLDER + "manifest.json");
        assertThat(SnapshotKeys.file(POOL, ID, FileKind.USERS, 1, 1)).isEqualTo(FOLDER + "users-0001.csv");
        assertThat(SnapshotKeys.file(POOL, ID, FileKind.PROFILES, 12, 3))
                .isEqualTo(FOLDER + "profiles-0012-run3.jsonl.gz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "manifest.json", "users-0001.csv", "below/it"})
    void whatLiesInAFolderBelongsToItsSnapshot(String name) {
        assertThat(SnapshotKeys.snapshotOf(POOL, FOLDER + name)).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "snapshots/",
                OF_POOL,
                OF_POOL + "latest.json",
                OF_POOL + "20261122T063000Z",
                OF_POOL + "notes/manifest.json",
                OF_POOL + "20261122T063060Z/manifest.json",
                "snapshots/ap-northeast-3_AbCdEfGhJ/20261122T063000Z/manifest.json",
                "resets/ap-northeast-3_AbCdEfGhI/20261122T063000Z/manifest.json",
                "copy/" + FOLDER + "manifest.json"
            })
    void whatLiesElsewhereBelongsToNone(String key) {
        assertThat(SnapshotKeys.snapshotOf(POOL, key)).isEmpty();
        assertThat(SnapshotKeys.sealedBy(POOL, key)).isEmpty();
    }

    @Test
    void onlyItsManifestSealsASnapshot() {
        assertThat(SnapshotKeys.sealedBy(POOL, FOLDER + "manifest.json")).contains(ID);
        assertThat(SnapshotKeys.sealedBy(POOL, FOLDER)).isEmpty();
        assertThat(SnapshotKeys.sealedBy(POOL, FOLDER + "users-0001.csv")).isEmpty();
        assertThat(SnapshotKeys.sealedBy(POOL, FOLDER + "copy/manifest.json")).isEmpty();
    }
}
