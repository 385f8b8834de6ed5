package io.github.cognitodr.sandbox.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.MovableClock;
import io.github.cognitodr.sandbox.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Source: CloudFormation API Reference, DescribeStacks and Common Errors. */
class CloudFormationContractTest {

    private static final String NAME = "CognitoDrStandby";

    private final MovableClock clock = new MovableClock();
    private final CloudFormationRegion region = CloudFormationRegion.start("ap-northeast-3", "123456789012", clock);
    private final CloudFormationClient client = CloudFormationClient.builder()
            .region(Region.AP_NORTHEAST_3)
            .endpointOverride(region.endpoint())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();

    @AfterEach
    void close() {
        client.close();
        region.close();
    }

    private Stack describe(String nameOrId) {
        return client.describeStacks(r -> r.stackName(nameOrId)).stacks().get(0);
    }

    @Test
    void aStackIsDescribedWithItsOutputs() {
        Instant before = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        region.put(
                NAME,
                List.of(
                        new StackOutput("UserPoolId", "ap-northeast-3_a1B2c3D4e", "The standby's user pool"),
                        StackOutput.of("Odd", "<&> \"quoted\" ü")));

        Stack stack = describe(NAME);

        assertThat(stack.stackName()).isEqualTo(NAME);
        assertThat(stack.stackId())
                .matches("arn:aws:cloudformation:ap-northeast-3:123456789012:stack/CognitoDrStandby/[0-9a-f-]{36}");
        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(stack.creationTime()).isBetween(before, clock.instant());
        assertThat(stack.lastUpdatedTime()).isNull();
        assertThat(stack.outputs())
                .containsExactly(
                        Output.builder()
                                .outputKey("UserPoolId")
                                .outputValue("ap-northeast-3_a1B2c3D4e")
                                .description("The standby's user pool")
                                .build(),
                        Output.builder()
                                .outputKey("Odd")
                                .outputValue("<&> \"quoted\" ü")
                                .build());
    }

    @Test
    void aStackIsFoundByItsIdToo() {
        region.put(NAME, Map.of());

        assertThat(describe(describe(NAME).stackId()).stackName()).isEqualTo(NAME);
        assertThat(describe(NAME).outputs()).isEmpty();
    }

    @Test
    void withoutANameAllAreDescribed() {
        assertThat(client.describeStacks().stacks()).isEmpty();
        region.put(NAME, Map.of());
        region.put("Another", Map.of());

        assertThat(client.describeStacksPaginator().stacks())
                .extracting(Stack::stackName)
                .containsExactly("Another", NAME);
    }

    @Test
    void anUnknownStackIsAValidationError() {
        region.put(NAME, Map.of());
        region.remove(NAME);

        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> describe(NAME))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Stack with id CognitoDrStandby does not exist");
                });
    }

    @Test
    void aStackThatIsPutAgainIsUpdatedAndKeepsItsId() {
        region.put(NAME, Map.of("UserPoolId", "one"));
        Stack first = describe(NAME);
        clock.advance(Duration.ofHours(1));

        region.put(NAME, Map.of("UserPoolId", "two"));

        Stack second = describe(NAME);
        assertThat(second.stackId()).isEqualTo(first.stackId());
        assertThat(second.creationTime()).isEqualTo(first.creationTime());
        assertThat(second.lastUpdatedTime()).isAfter(first.creationTime());
        assertThat(second.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(second.outputs()).extracting(Output::outputValue).containsExactly("two");
    }

    @Test
    void theStatusIsWhatItIsSetTo() {
        region.put(NAME, Map.of());

        region.status(NAME, StackStatus.UPDATE_IN_PROGRESS);

        assertThat(describe(NAME).stackStatusAsString()).isEqualTo("UPDATE_IN_PROGRESS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> region.status("Another", StackStatus.UPDATE_COMPLETE))
                .withMessageContaining(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "under_score"})
    void aNameThatNoStackCanHaveIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> region.put(name, Map.of()));
    }

    @Test
    void otherOperationsAreUnknown() {
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> client.listExports(r -> {}))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
    }

    @Test
    void aDeniedCallNamesThePermissionThatIsMissing() {
        region.faults().set("DescribeStacks", Fault.deny());

        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> describe(NAME))
                .satisfies(e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                })
                .withMessageContaining("is not authorized to perform: cloudformation:DescribeStacks on resource: "
                        + "arn:aws:cloudformation:ap-northeast-3:123456789012:stack/CognitoDrStandby/* "
                        + "because no identity-based policy allows the cloudformation:DescribeStacks action");
    }

    @Test
    void faultsAreAnsweredInTheServicesWords() {
        region.put(NAME, Map.of());

        region.faults().set(Fault.throttle());
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> describe(NAME))
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
        region.faults().set(Fault.error500());
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> describe(NAME))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
        region.faults().set(Fault.bare503());
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> describe(NAME))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
        region.faults().set(Fault.refuse());
        assertThatThrownBy(() -> describe(NAME)).isInstanceOf(SdkClientException.class);
        region.faults().clear();
        assertThat(describe(NAME).stackName()).isEqualTo(NAME);
    }
}
