package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.deployment.NewestSnapshot;
import io.github.cognitodr.operator.deployment.Queue;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Reads the facts from AWS, each once and only when a check asks for it. A Region that has not answered is not asked again:
 * the others' checks are made all the same, and nobody waits twice. For one thread.
 */
final class FactReader {
    private static final int PAGE = 60;
    private static final int LONGEST_LIST = 600;
    private static final List<String> ACTIVE_JOBS = List.of("Pending", "InProgress", "Stopping");

    private final Deployment deployment;
    private final Optional<UserSurvey> survey;
    private final Map<Side, String> silent = new EnumMap<>(Side.class);

    /** @param survey of the users, where somebody has asked for it */
    FactReader(Deployment deployment, Optional<UserSurvey> survey) {
        this.deployment = deployment;
        this.survey = survey;
    }

    Facts facts(Instant now) {
        return new Facts(
                pool(Side.PRIMARY),
                pool(Side.STANDBY),
                Arrays.stream(Queue.values()).map(this::queue).toList(),
                fact(Side.STANDBY, () -> NewestSnapshot.of(deployment)),
                now);
    }

    private PoolFacts pool(Side side) {
        Supplier<OperatorPool> pool = () -> deployment.pool(side);
        return new PoolFacts(
                side,
                deployment.region(side),
                fact(side, () -> pool.get().describe()),
                fact(side, () -> mfa(pool.get())),
                fact(side, () -> clients(pool.get())),
                fact(side, () -> groups(pool.get())),
                fact(side, () -> activeImport(pool.get())),
                fact(side, () -> deployment.stackStatus(side)),
                fact(side, () -> trigger(side)),
                fact(side, () -> survey.map(users -> users.of(pool.get()))));
    }

    private static GetUserPoolMfaConfigResponse mfa(OperatorPool pool) {
        return pool.call(
                Category.USER_POOL_RESOURCE_READ,
                "GetUserPoolMfaConfig",
                cognito -> cognito.getUserPoolMfaConfig(
                        request -> request.userPoolId(pool.id().value())));
    }

    private static List<UserPoolClientType> clients(OperatorPool pool) {
        List<UserPoolClientType> clients = new ArrayList<>();
        @Nullable String next = null;
        do {
            @Nullable String token = next;
            ListUserPoolClientsResponse page = pool.call(
                    Category.USER_POOL_RESOURCE_READ,
                    "ListUserPoolClients",
                    cognito -> cognito.listUserPoolClients(
                            request -> request.userPoolId(pool.id().value())
                                    .maxResults(PAGE)
                                    .nextToken(token)));
            for (UserPoolClientDescription client : page.userPoolClients()) {
                clients.add(pool.call(
                        Category.USER_POOL_RESOURCE_READ,
                        "DescribeUserPoolClient",
                        cognito -> cognito.describeUserPoolClient(request ->
                                        request.userPoolId(pool.id().value()).clientId(client.clientId()))
                                .userPoolClient()));
            }
            next = page.nextToken();
        } while (next != null);
        return clients;
    }

    /** The first hundreds are enough to say that there are groups. */
    private static List<String> groups(OperatorPool pool) {
        List<String> names = new ArrayList<>();
        @Nullable String next = null;
        do {
            @Nullable String token = next;
            ListGroupsResponse page = pool.call(
                    Category.USER_POOL_RESOURCE_READ,
                    "ListGroups",
                    cognito -> cognito.listGroups(request ->
                            request.userPoolId(pool.id().value()).limit(PAGE).nextToken(token)));
            page.groups().stream().map(GroupType::groupName).forEach(names::add);
            next = page.nextToken();
        } while (next != null && names.size() < LONGEST_LIST);
        return names;
    }

    /** One that works is among the newest, which come first: there is one at a time. (API, ListUserImportJobs) */
    private static Optional<String> activeImport(OperatorPool pool) {
        return pool
                .call(
                        Category.USER_POOL_RESOURCE_READ,
                        "ListUserImportJobs",
                        cognito -> cognito.listUserImportJobs(
                                request -> request.userPoolId(pool.id().value()).maxResults(PAGE)))
                .userImportJobs()
                .stream()
                .filter(job -> ACTIVE_JOBS.contains(job.statusAsString()))
                .map(UserImportJobType::jobId)
                .findFirst();
    }

    private OwnTrigger trigger(Side side) {
        String function = OwnTrigger.function(side);
        return new OwnTrigger(
                deployment.outputIfThere(side, function + "AliasArn"),
                deployment.outputIfThere(side, function + "FunctionName"));
    }

    private QueueFacts queue(Queue queue) {
        return new QueueFacts(
                queue,
                fact(queue.side(), () -> messages(queue, deployment.queueUrl(queue))),
                fact(queue.side(), () -> messages(queue, deployment.deadLetterUrl(queue))));
    }

    private Messages messages(Queue queue, String url) {
        try {
            Map<QueueAttributeName, String> counts = deployment
                    .sqs(queue)
                    .getQueueAttributes(request -> request.queueUrl(url)
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .attributes();
            long all = counts.values().stream().mapToLong(Long::parseLong).sum();
            long visible = Long.parseLong(counts.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
            return new Messages(visible, all - visible);
        } catch (SdkException failed) {
            throw AwsTrouble.of(failed, "sqs:GetQueueAttributes", url, "SQS", deployment.region(queue.side()));
        }
    }

    private <T> Fact<T> fact(Side side, Supplier<T> reader) {
        return Fact.read(() -> {
            String known = silent.get(side);
            if (known != null) {
                throw new UnknownFactException(known);
            }
            try {
                return reader.get();
            } catch (CommandException trouble) {
                String why = String.valueOf(trouble.getMessage());
                if (isSilence(trouble.getCause())) {
                    silent.put(side, why);
                }
                throw new UnknownFactException(why);
            } catch (PoolRefusedException refused) {
                throw new UnknownFactException(String.valueOf(refused.getMessage()));
            }
        });
    }

    private static boolean isSilence(@Nullable Throwable cause) {
        return cause instanceof SdkClientException
                || (cause instanceof PoolUnavailableException unavailable
                        && unavailable.error().isEmpty());
    }
}
