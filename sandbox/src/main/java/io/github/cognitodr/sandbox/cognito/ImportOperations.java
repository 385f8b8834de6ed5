package io.github.cognitodr.sandbox.cognito;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** User import jobs. (facts, Import job) */
final class ImportOperations {
    private static final int MOST_JOBS = 1_000;

    private final RegionState state;

    ImportOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("GetCSVHeader", this::header);
        operations.signed("CreateUserImportJob", this::create);
        operations.signed("DescribeUserImportJob", input -> answer(job(input)));
        operations.signed("ListUserImportJobs", this::list);
        operations.signed("StartUserImportJob", this::start);
        operations.signed("StopUserImportJob", this::stop);
    }

    private ObjectNode header(Input input) {
        Pool pool = state.pools().of(input);
        ObjectNode answer = Json.object().put("UserPoolId", pool.id());
        answer.set(
                "CSVHeader",
                Json.strings(CsvHeader.of(pool, state.imports().settings().passwordHashColumn())));
        return answer;
    }

    private ObjectNode create(Input input) {
        Pool pool = state.pools().of(input);
        if (pool.importJobs().size() >= MOST_JOBS) {
            throw AwsError.of("LimitExceededException", "The user pool has " + MOST_JOBS + " user import jobs.");
        }
        ImportJob job =
                new ImportJob(pool.id(), input.string("JobName"), input.string("CloudWatchLogsRoleArn"), state.now());
        pool.importJobs().put(job.id(), job);
        return answer(job);
    }

    private ImportJob job(Input input) {
        return state.pools().of(input).importJob(input.string("JobId"));
    }

    private ObjectNode answer(ImportJob job) {
        ObjectNode answer = Json.object();
        answer.set("UserImportJob", json(job));
        return answer;
    }

    private ObjectNode json(ImportJob job) {
        return job.json(state.imports().url(job), state.now());
    }

    /** Newest first. (API, ListUserImportJobs) */
    private ObjectNode list(Input input) {
        Pool pool = state.pools().of(input);
        int most = input.integer("MaxResults", 60);
        if (most < 1 || most > 60) {
            throw AwsError.invalid("MaxResults must be between 1 and 60");
        }
        String token = input.optional("PaginationToken");
        List<ImportJob> jobs = pool.importJobs().values().stream()
                .sorted(Comparator.comparing(ImportJob::created).reversed().thenComparing(ImportJob::id))
                .toList();
        int from = token == null ? 0 : position(jobs, token);
        int to = Math.min(jobs.size(), from + most);
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray("UserImportJobs");
        jobs.subList(from, to).forEach(job -> array.add(json(job)));
        if (to < jobs.size()) {
            answer.put("PaginationToken", jobs.get(to - 1).id());
        }
        return answer;
    }

    private static int position(List<ImportJob> jobs, String token) {
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).id().equals(token)) {
                return i + 1;
            }
        }
        throw AwsError.invalid("Invalid pagination token.");
    }

    private ObjectNode start(Input input) {
        ImportJob job = job(input);
        state.imports().start(state.pools().of(input), job);
        return answer(job);
    }

    private ObjectNode stop(Input input) {
        ImportJob job = job(input);
        job.stop();
        return answer(job);
    }
}
