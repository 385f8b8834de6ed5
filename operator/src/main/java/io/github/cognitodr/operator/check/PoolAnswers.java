package io.github.cognitodr.operator.check;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.userpool.cognito.PoolSchemas;
import io.github.cognitodr.userpool.csv.PoolSchema;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** What a pool answers to GetCSVHeader and DescribeUserPool, as far as import jobs go by it. */
public record PoolAnswers(List<String> csvHeader, UserPoolType description) {
    public PoolAnswers {
        csvHeader = List.copyOf(csvHeader);
    }

    /** Asks the pool. */
    public static PoolAnswers ask(OperatorPool pool) {
        List<String> header = pool.call(
                Category.USER_POOL_RESOURCE_READ,
                "GetCSVHeader",
                cognito -> cognito.getCSVHeader(
                                request -> request.userPoolId(pool.id().value()))
                        .csvHeader());
        return new PoolAnswers(header, pool.describe());
    }

    /** What its import jobs go by. */
    public PoolSchema schema() {
        return PoolSchemas.of(csvHeader, description);
    }
}
