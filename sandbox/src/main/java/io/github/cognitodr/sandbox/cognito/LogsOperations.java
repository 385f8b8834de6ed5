package io.github.cognitodr.sandbox.cognito;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The logs of import jobs, read as from CloudWatch Logs: group {@code /aws/cognito/userpools/POOL_ID/POOL_NAME}, stream
 * {@code JOB_ID/JOB_NAME}. (facts, Import job)
 */
final class LogsOperations {
    private static final String GROUP = "/aws/cognito/userpools/";
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_STREAMS = 50;

    private final RegionState state;

    LogsOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("DescribeLogStreams", this::describeLogStreams);
        operations.signed("GetLogEvents", this::getLogEvents);
        operations.signed("FilterLogEvents", this::filterLogEvents);
    }

    /** The jobs of a group that have logged something. */
    private List<ImportJob> jobs(Input input) {
        String group = input.string("logGroupName");
        return state.pools().all().stream()
                .filter(pool -> group.equals(GROUP + pool.id() + "/" + pool.name()))
                .findFirst()
                .map(pool -> pool.importJobs().values().stream()
                        .filter(job -> !job.log().isEmpty())
                        .sorted(Comparator.comparing(ImportJob::logStream))
                        .toList())
                .filter(jobs -> !jobs.isEmpty())
                .orElseThrow(() -> AwsError.of("ResourceNotFoundException", "The specified log group does not exist."));
    }

    private ObjectNode describeLogStreams(Input input) {
        String prefix = input.optional("logStreamNamePrefix");
        String after = input.optional("nextToken");
        int limit = limit(input, MOST_STREAMS);
        List<ImportJob> found = jobs(input).stream()
                .filter(job -> prefix == null || job.logStream().startsWith(prefix))
                .filter(job -> after == null || job.logStream().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode streams = answer.putArray("logStreams");
        for (ImportJob job : found.subList(0, Math.min(limit, found.size()))) {
            List<ImportJob.LogLine> log = job.log();
            streams.addObject()
                    .put("logStreamName", job.logStream())
                    .put("creationTime", job.created().toEpochMilli())
                    .put("firstEventTimestamp", log.get(0).at().toEpochMilli())
                    .put("lastEventTimestamp", log.get(log.size() - 1).at().toEpochMilli());
        }
        if (found.size() > limit) {
            answer.put("nextToken", found.get(limit - 1).logStream());
        }
        return answer;
    }

    /** Pages forward from {@code f/N} and backward from {@code b/N}; a token that comes back unchanged is the end. */
    private ObjectNode getLogEvents(Input input) {
        String stream = input.string("logStreamName");
        ImportJob job = jobs(input).stream()
                .filter(candidate -> candidate.logStream().equals(stream))
                .findFirst()
                .orElseThrow(
                        () -> AwsError.of("ResourceNotFoundException", "The specified log stream does not exist."));
        List<ImportJob.LogLine> log = job.log();
        int limit = limit(input, MOST_EVENTS);
        String token = input.optional("nextToken");
        int from;
        int to;
        if (token == null) {
            boolean head = input.flag("startFromHead", false);
            from = head ? 0 : Math.max(0, log.size() - limit);
            to = Math.min(log.size(), from + limit);
        } else if (token.startsWith("f/")) {
            from = Math.min(log.size(), position(token));
            to = Math.min(log.size(), from + limit);
        } else {
            to = Math.min(log.size(), position(token));
            from = Math.max(0, to - limit);
        }
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        log.subList(from, to).forEach(line -> event(events, line));
        return answer.put("nextForwardToken", token("f", to)).put("nextBackwardToken", token("b", from));
    }

    private ObjectNode filterLogEvents(Input input) {
        List<String> names = input.strings("logStreamNames");
        String prefix = input.optional("logStreamNamePrefix");
        String pattern = input.optional("filterPattern");
        String term = pattern == null ? "" : pattern.replace("\"", "");
        String token = input.optional("nextToken");
        int from = token == null ? 0 : position(token);
        int limit = limit(input, MOST_EVENTS);

        List<ObjectNode> found = new ArrayList<>();
        for (ImportJob job : jobs(input)) {
            if ((names.isEmpty() || names.contains(job.logStream()))
                    && (prefix == null || job.logStream().startsWith(prefix))) {
                for (ImportJob.LogLine line : job.log()) {
                    if (line.text().contains(term)) {
                        found.add(Json.object()
                                .put("logStreamName", job.logStream())
                                .put("timestamp", line.at().toEpochMilli())
                                .put("ingestionTime", line.at().toEpochMilli())
                                .put("message", line.text())
                                .put("eventId", String.format(Locale.ROOT, "%056d", found.size())));
                    }
                }
            }
        }
        int to = Math.min(found.size(), from + limit);
        ObjectNode answer = Json.object();
        ArrayNode events = answer.putArray("events");
        found.subList(Math.min(from, to), to).forEach(events::add);
        answer.putArray("searchedLogStreams");
        if (to < found.size()) {
            answer.put("nextToken", token("f", to));
        }
        return answer;
    }

    private static void event(ArrayNode events, ImportJob.LogLine line) {
        events.addObject()
                .put("timestamp", line.at().toEpochMilli())
                .put("message", line.text())
                .put("ingestionTime", line.at().toEpochMilli());
    }

    private static int limit(Input input, int most) {
        int limit = input.integer("limit", most);
        if (limit < 1 || limit > most) {
            throw AwsError.invalid("limit must be between 1 and " + most);
        }
        return limit;
    }

    private static String token(String direction, int position) {
        return String.format(Locale.ROOT, "%s/%056d", direction, position);
    }

    private static int position(String token) {
        try {
            return new BigInteger(token.substring(2)).intValueExact();
        } catch (ArithmeticException | NumberFormatException | StringIndexOutOfBoundsException e) {
            throw AwsError.invalid("The specified nextToken is invalid.");
        }
    }
}
