package io.github.cognitodr.operator.imports;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A file of JSON that is replaced as a whole. For one thread. */
public final class JsonJobJournal implements JobJournal {
    private static final String ATTEMPT = "attempt";
    private static final String UPLOADED_JOB = "uploadedJob";
    private static final String RESULT = "result";

    private final Path path;
    private final Map<String, Map<String, Object>> files = new LinkedHashMap<>();

    /**
     * Reads what was written before.
     *
     * @throws CommandException if the file is not one of ours
     */
    public JsonJobJournal(Path path) {
        this.path = path;
        try {
            if (Files.exists(path)) {
                JsonObject all = JsonObject.parse(Files.readAllBytes(path));
                for (String file : all.names()) {
                    files.put(file, json(state(all.object(file))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException malformed) {
            throw CommandException.wrongUse(
                    "The file " + path + " is damaged: begin anew with --fresh; users who are there already stay.");
        }
    }

    @Override
    public JobState of(int file) {
        Map<String, Object> known = files.get(Integer.toString(file));
        return known == null ? JobState.NEW : state(JsonObject.parse(Json.write(known)));
    }

    @Override
    public void save(int file, JobState state) {
        files.put(Integer.toString(file), json(state));
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.write(files));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, Object> json(JobState state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(ATTEMPT, state.attempt());
        state.uploadedJob().ifPresent(job -> json.put(UPLOADED_JOB, job));
        state.result().ifPresent(result -> json.put(RESULT, json(result)));
        return json;
    }

    private static Map<String, Object> json(JobResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("jobId", result.jobId());
        json.put("jobName", result.jobName());
        json.put("status", result.status());
        json.put("message", result.message());
        json.put("startedAt", result.startedAt().toString());
        json.put("imported", result.imported());
        json.put("skipped", result.skipped());
        json.put("failed", result.failed());
        return json;
    }

    private static JobState state(JsonObject json) {
        return new JobState(
                (int) json.number(ATTEMPT),
                json.parseIfPresent(UPLOADED_JOB, id -> id),
                json.has(RESULT) ? Optional.of(result(json.object(RESULT))) : Optional.empty());
    }

    private static JobResult result(JsonObject json) {
        return new JobResult(
                json.text("jobId"),
                json.text("jobName"),
                json.text("status"),
                json.text("message"),
                json.parse("startedAt", Instant::parse),
                json.number("imported"),
                json.number("skipped"),
                json.number("failed"));
    }
}
