package io.github.cognitodr.operator.imports;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.IoUtils;

/**
 * The logs of import jobs in Amazon CloudWatch Logs: group {@code /aws/cognito/userpools/POOL_ID/POOL_NAME}, stream
 * {@code JOB_ID/JOB_NAME}. (Facts, Import job) Speaks the service's protocol itself, since one operation of it is needed
 * and the SDK's client of it is larger than all of this command.
 */
public final class CloudWatchImportLogs implements ImportLogs {
    private static final String GET_LOG_EVENTS = "Logs_20140328.GetLogEvents";
    private static final int OK = 200;
    private static final int ATTEMPTS = 5;

    /** Lines are written while the job runs, and can be read some seconds later. */
    private static final Duration[] PAUSES = {
        Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)
    };

    private final URI endpoint;
    private final String region;
    private final String group;
    private final Duration patience;

    /**
     * The logs of a pool.
     *
     * @param poolName its name, not its id
     * @param patience for a connection, and for an answer on it
     */
    public CloudWatchImportLogs(UserPoolId pool, String poolName, Duration patience) {
        this(endpoint(pool.region()), pool, poolName, patience);
    }

    CloudWatchImportLogs(URI endpoint, UserPoolId pool, String poolName, Duration patience) {
        this.endpoint = endpoint;
        this.region = pool.region();
        this.group = "/aws/cognito/userpools/" + pool.value() + "/" + poolName;
        this.patience = patience;
    }

    /** By the same variable as the SDK's own client. (SDK reference, Service-specific endpoints) */
    private static URI endpoint(String region) {
        @Nullable String named = System.getenv("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS");
        return URI.create(
                named == null || named.isBlank()
                        ? String.format(Locale.ROOT, "https://logs.%s.amazonaws.com", region)
                        : named);
    }

    @Override
    public ImportLog read(String jobId, String jobName) throws UnreadableLogException {
        ImportLog.Builder log = new ImportLog.Builder();
        try (SdkHttpClient http = UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience)
                        .socketTimeout(patience)
                        .build();
                DefaultCredentialsProvider credentials =
                        DefaultCredentialsProvider.builder().build()) {
            @Nullable String token = null;
            while (true) {
                JsonObject page = page(http, credentials, jobId + "/" + jobName, token);
                for (JsonObject event : page.objects("events")) {
                    log.add(event.text("message"));
                }
                String next = page.text("nextForwardToken");
                // the end of a stream: the token that was sent comes back (API reference, GetLogEvents)
                if (next.equals(token)) {
                    return log.build();
                }
                token = next;
            }
        } catch (MalformedJsonException malformed) {
            throw new UnreadableLogException("CloudWatch Logs of " + region + " answered something else than a log");
        }
    }

    private JsonObject page(
            SdkHttpClient http, DefaultCredentialsProvider credentials, String stream, @Nullable String token)
            throws UnreadableLogException {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("logGroupName", group);
        question.put("logStreamName", stream);
        question.put("startFromHead", true);
        if (token != null) {
            question.put("nextToken", token);
        }
        byte[] body = Json.write(question);
        String trouble = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                pause(PAUSES[attempt - 1]);
            }
            try {
                HttpExecuteResponse answer =
                        http.prepareRequest(signed(body, credentials)).call();
                byte[] content = answer.responseBody().isPresent()
                        ? IoUtils.toByteArray(answer.responseBody().get())
                        : new byte[0];
                if (answer.httpResponse().statusCode() == OK) {
                    return JsonObject.parse(content);
                }
                trouble = error(content, answer.httpResponse().statusCode());
                if (trouble.contains("AccessDenied")) {
                    break;
                }
            } catch (IOException unanswered) {
                trouble = "no answer";
            } catch (SdkException noCredentials) {
                throw new UnreadableLogException("no credentials for CloudWatch Logs");
            }
        }
        throw new UnreadableLogException(
                trouble.contains("AccessDenied")
                        ? "no permission: logs:GetLogEvents on " + group
                        : "CloudWatch Logs of " + region + ": " + trouble);
    }

    private HttpExecuteRequest signed(byte[] body, DefaultCredentialsProvider credentials) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.resolve("/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("X-Amz-Target", GET_LOG_EVENTS)
                .build();
        ContentStreamProvider content = () -> new ByteArrayInputStream(body);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(content)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "logs")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        SdkHttpRequest ready = signed.request();
        return HttpExecuteRequest.builder()
                .request(ready)
                .contentStreamProvider(content)
                .build();
    }

    private static String error(byte[] content, int status) {
        try {
            String type = JsonObject.parse(content).text("__type");
            return type.substring(type.indexOf('#') + 1);
        } catch (MalformedJsonException other) {
            return "status " + status;
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
