package io.github.cognitodr.operator.deployment;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.pool.Patience;
import io.github.cognitodr.operator.pool.Quotas;
import io.github.cognitodr.userpool.UserPoolId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the stacks have made, found when it is first asked for: a Region that is down is no trouble to whoever asks for
 * nothing of it. For one thread.
 */
public final class Deployment implements AutoCloseable {
    private final Choices choices;
    private final Quotas quotas;
    private final Patience patience;
    private final Map<Side, StackOutputs> stacks = new EnumMap<>(Side.class);
    private final Map<Side, OperatorPool> pools = new EnumMap<>(Side.class);
    private final Map<Side, SqsClient> queues = new EnumMap<>(Side.class);
    private @Nullable S3Client s3;

    public Deployment(Choices choices, Quotas quotas, Patience patience) {
        this.choices = choices;
        this.quotas = quotas;
        this.patience = patience;
    }

    public UserPoolId poolId(Side side) {
        UserPoolId named = choices.pools().get(side);
        if (named != null) {
            return named;
        }
        String id = output(side, "UserPoolId", "--" + side + "-pool");
        try {
            return new UserPoolId(id);
        } catch (IllegalArgumentException other) {
            throw CommandException.wrongUse("The output UserPoolId of the stack "
                    + choices.stacks().get(side) + " is not the id of a user pool: name it with --" + side + "-pool.");
        }
    }

    public OperatorPool pool(Side side) {
        OperatorPool known = pools.get(side);
        if (known == null) {
            known = new OperatorPool(poolId(side), side, quotas, patience);
            pools.put(side, known);
        }
        return known;
    }

    /** A pool that is none of the two sides' own, such as one that was made anew. */
    public OperatorPool pool(UserPoolId id, Side side) {
        return new OperatorPool(id, side, quotas, patience);
    }

    /** Where a side is: the Region of its pool where that was named, otherwise of its stack. */
    public String region(Side side) {
        UserPoolId named = choices.pools().get(side);
        return named != null ? named.region() : String.valueOf(choices.regions().get(side));
    }

    /** The bucket of the snapshots, in the standby's Region. */
    public String bucket() {
        return choices.bucket().orElseGet(() -> output(Side.STANDBY, "BackupBucketName", "--bucket"));
    }

    /** What an import job into this side's pool needs. */
    public String importRole(Side side) {
        String named = choices.importRoles().get(side);
        return named != null ? named : output(side, "UserImportRoleArn", "--" + side + "-import-role");
    }

    public String queueUrl(Queue queue) {
        return output(queue.side(), queue.urlOutput(), "");
    }

    public String deadLetterUrl(Queue queue) {
        return output(queue.side(), queue.deadLetterUrlOutput(), "");
    }

    /** An output that need not be there. */
    public Optional<String> outputIfThere(Side side, String name) {
        return Optional.ofNullable(stack(side).values().get(name));
    }

    /** What CloudFormation says of the stack, such as {@code UPDATE_COMPLETE}. */
    public String stackStatus(Side side) {
        return stack(side).status();
    }

    /** A client of the bucket's Region, the same at each call. */
    public S3Client s3() {
        S3Client known = s3;
        if (known == null) {
            known = S3Client.builder()
                    .region(Region.of(region(Side.STANDBY)))
                    .httpClientBuilder(http())
                    .overrideConfiguration(client -> client.apiCallAttemptTimeout(patience.whole()))
                    .build();
            s3 = known;
        }
        return known;
    }

    /** A client of the Region of a queue, the same at each call. */
    public SqsClient sqs(Queue queue) {
        return queues.computeIfAbsent(
                queue.side(),
                side -> SqsClient.builder()
                        .region(Region.of(region(side)))
                        .httpClientBuilder(http())
                        .overrideConfiguration(client -> client.apiCallTimeout(patience.whole()))
                        .build());
    }

    public Quotas quotas() {
        return quotas;
    }

    public Patience patience() {
        return patience;
    }

    @Override
    public void close() {
        pools.values().forEach(OperatorPool::close);
        queues.values().forEach(SqsClient::close);
        if (s3 != null) {
            s3.close();
        }
    }

    private UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(patience.attempt())
                .socketTimeout(patience.attempt());
    }

    private StackOutputs stack(Side side) {
        return stacks.computeIfAbsent(
                side,
                missing -> StackOutputs.of(
                        String.valueOf(choices.stacks().get(side)),
                        String.valueOf(choices.regions().get(side)),
                        patience));
    }

    private String output(Side side, String name, String option) {
        String value = stack(side).values().get(name);
        if (value == null) {
            throw CommandException.wrongUse("The stack " + choices.stacks().get(side) + " in "
                    + choices.regions().get(side) + " has no output " + name + ": deploy it with this version"
                    + (option.isEmpty() ? "." : ", or use " + option + "."));
        }
        return value;
    }
}
