package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import tools.jackson.databind.JsonNode;

/** The protocol itself. Source: API, Common errors; AWS JSON 1.1. */
class WireContractTest {
    private final TestRegion sandbox = new TestRegion();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private HttpResponse<String> post(@Nullable String target, String body, boolean signed)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(sandbox.region.endpoint()).POST(HttpRequest.BodyPublishers.ofString(body));
        if (target != null) {
            request.header("X-Amz-Target", target);
        }
        if (signed) {
            request.header("Authorization", "AWS4-HMAC-SHA256 ...");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "AWSCognitoIdentityProviderService.ListUsers | {\"UserPoolId\":\"r_x\"} | true | ResourceNotFoundException",
                "AWSCognitoIdentityProviderService.ListUsers | {\"UserPoolId\":\"r_x\"} | false | MissingAuthenticationTokenException",
                "AWSCognitoIdentityProviderService.ListUsers | {} | true | InvalidParameterException",
                "AWSCognitoIdentityProviderService.ListUsers | {\"UserPoolId\":7} | true | SerializationException",
                "AWSCognitoIdentityProviderService.ListUsers | {\"UserPoolId\": | true | SerializationException",
                "AWSCognitoIdentityProviderService.ListUsers | [] | true | SerializationException",
                "AWSCognitoIdentityProviderService.Nothing | {} | true | UnknownOperationException",
                "DynamoDB_20120810.ListTables | {} | true | UnknownOperationException",
                "AWSCognitoIdentityProviderService.SignUp | {\"ClientId\":\"x\"} | false | ResourceNotFoundException",
            })
    void errorsHaveAwssForm(String target, String body, boolean signed, String type)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = post(target, body, signed);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue(type);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
        JsonNode error = Json.MAPPER.readTree(answer.body());
        assertThat(error.get("__type").stringValue()).isEqualTo(type);
        assertThat(error.get("message").stringValue()).isNotEmpty();
    }

    @Test
    void administratorsSignAndThePublicDoesNot() {
        try (CognitoIdentityProviderClient anonymous = sandbox.anonymous()) {
            assertThatThrownBy(() -> anonymous.listUsers(r -> r.userPoolId("r_x")))
                    .isInstanceOfSatisfying(
                            CognitoIdentityProviderException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode())
                                    .isEqualTo("MissingAuthenticationTokenException"));
        }
    }

    @Test
    void outboxIsThereForPeople() throws IOException, InterruptedException {
        String poolId = sandbox.emailPool().id();
        sandbox.signUp(sandbox.appClient(poolId), "one@example.com");

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(sandbox.region.endpoint() + "/_sandbox/outbox"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        JsonNode message = Json.MAPPER.readTree(answer.body()).get("messages").get(0);
        assertThat(message.get("destination").stringValue()).isEqualTo("one@example.com");
        assertThat(message.get("kind").stringValue()).isEqualTo("CONFIRM_SIGN_UP");
        assertThat(message.get("code").stringValue()).isEqualTo(sandbox.code("one@example.com"));
    }

    @Test
    void gatewayCanHandOverAnExchange() throws IOException, InterruptedException {
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", sandbox.region::handle);
        gateway.start();
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + gateway.getAddress().getPort()))
                            .header("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPools")
                            .header("Authorization", "AWS4-HMAC-SHA256 ...")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"MaxResults\":1}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"UserPools\":[]}");
        } finally {
            gateway.stop(0);
        }
    }

    @Test
    void regionsAreApart() {
        try (TestRegion other = new TestRegion()) {
            String poolId = sandbox.emailPool().id();

            assertThatThrownBy(() -> other.client.listUsers(r -> r.userPoolId(poolId)))
                    .hasMessageContaining("User pool " + poolId + " does not exist.");
        }
    }
}
