package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checkpoint as it is kept. Only the version of this project that wrote one has to read it. Stateless. */
final class CheckpointJson {
    private static final long FORMAT_VERSION = 1;

    private CheckpointJson() {}

    static byte[] write(Checkpoint checkpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("formatVersion", FORMAT_VERSION);
        json.put("snapshotId", checkpoint.snapshot().value());
        json.put("phase", checkpoint.phase().name());
        json.put("run", checkpoint.run());
        json.put("writer", checkpoint.writer());
        json.put("deliveries", checkpoint.deliveries());
        json.put("retention", checkpoint.retention().name());
        json.put("rules", checkpoint.rules());
        json.put("csvHeader", checkpoint.csvHeader());
        json.put("lanes", checkpoint.lanes().stream().map(CheckpointJson::lane).toList());
        checkpoint.contents().writeTo(json);
        checkpoint.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
        return Json.write(json);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedJsonException if it is something else, or was written by another version
     */
    static Checkpoint read(byte[] utf8) {
        JsonObject json = JsonObject.parse(utf8);
        if (json.number("formatVersion") != FORMAT_VERSION) {
            throw new MalformedJsonException("A checkpoint of another version");
        }
        List<Lane> lanes =
                json.objects("lanes").stream().map(CheckpointJson::lane).toList();
        try {
            return new Checkpoint(
                    json.parse("snapshotId", SnapshotId::new),
                    json.parse("phase", Checkpoint.Phase::valueOf),
                    (int) json.number("run"),
                    json.text("writer"),
                    (int) json.number("deliveries"),
                    json.parse("retention", Retention::valueOf),
                    json.text("rules"),
                    json.texts("csvHeader"),
                    lanes,
                    SnapshotContents.readFrom(json),
                    json.parseIfPresent("finishedAt", Instant::parse));
        } catch (IllegalArgumentException contradictory) {
            throw new MalformedJsonException("A checkpoint that contradicts itself");
        }
    }

    private static Map<String, Object> lane(Lane lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subPrefix", lane.subPrefix());
        lane.token().ifPresent(token -> json.put("token", token));
        lane.tokenAt().ifPresent(at -> json.put("tokenAt", at.toString()));
        json.put("ended", lane.ended());
        return json;
    }

    private static Lane lane(JsonObject json) {
        return new Lane(
                json.text("subPrefix"),
                json.parseIfPresent("token", token -> token),
                json.parseIfPresent("tokenAt", Instant::parse),
                json.truth("ended"));
    }
}
