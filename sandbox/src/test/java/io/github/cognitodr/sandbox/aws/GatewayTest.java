package io.github.cognitodr.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private final Gateway gateway = new Gateway(Map.of(
            "cognito-idp", Map.of("ap-northeast-1", answers("Tokyo"), "ap-northeast-3", answers("Osaka")),
            "logs", Map.of("ap-northeast-1", answers("Logs"))));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void theRegionOfTheSignatureAnswers() throws Exception {
        assertThat(call(signature("ap-northeast-1", "cognito-idp")).body()).isEqualTo("Tokyo {}");
        assertThat(call(signature("ap-northeast-3", "cognito-idp")).body()).isEqualTo("Osaka {}");
    }

    @Test
    void theServiceOfTheSignatureAnswers() throws Exception {
        assertThat(call(signature("ap-northeast-1", "logs")).body()).isEqualTo("Logs {}");
        assertThat(call(signature("ap-northeast-3", "logs")).statusCode()).isEqualTo(400);
    }

    @Test
    void otherwiseTheRequestIsRefused() throws Exception {
        assertThat(call("").statusCode()).isEqualTo(400);
        assertThat(call("").body()).contains("MissingAuthenticationTokenException");
        assertThat(call(signature("ap-northeast-1", "sqs")).body()).contains("no service sqs");
        assertThat(call(signature("us-east-1", "cognito-idp")).body()).contains("us-east-1");
    }

    private HttpResponse<String> call(String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.endpoint()).POST(HttpRequest.BodyPublishers.ofString("{}"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String signature(String region, String service) {
        return "AWS4-HMAC-SHA256 Credential=AKID/20261122/" + region + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=00";
    }

    private static HttpHandler answers(String name) {
        return exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = (name + " " + request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }
}
