package io.github.cognitodr.onepage;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Saves a pool as most samples do: page after page into a list, the list into a text, the text into one object,
 * {@code snapshots/<userPoolId>/users.csv}. The rows are what an import job takes, provided that everybody is confirmed
 * and nobody has a quotation mark or a line break in a name. Nobody deploys this: the benchmark shows by it what lanes and
 * streaming are worth.
 */
public final class OnePageAtATime implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final int PAGE_SIZE = 60;

    private final CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final S3Client s3 = S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final String bucket = Objects.requireNonNull(System.getenv("BACKUP_BUCKET"));
    private final String usernameAttribute = Objects.requireNonNull(System.getenv("USERNAME_ATTRIBUTE"));

    /** Called by the Lambda runtime. */
    public OnePageAtATime() {}

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            String pool = JsonNode.parser()
                    .parse(message.getBody())
                    .field("userPoolId")
                    .orElseThrow()
                    .asString();
            save(pool);
        }
        return new SQSBatchResponse(List.of());
    }

    private void save(String pool) {
        List<String> header =
                cognito.getCSVHeader(request -> request.userPoolId(pool)).csvHeader();
        byte[] csv = csv(header, list(pool)).getBytes(StandardCharsets.UTF_8);
        s3.putObject(
                request -> request.bucket(bucket)
                        .key("snapshots/" + pool + "/users.csv")
                        .contentType("text/csv; charset=utf-8"),
                RequestBody.fromBytes(csv));
    }

    private List<UserType> list(String pool) {
        List<UserType> users = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListUsersResponse page = cognito.listUsers(
                    request -> request.userPoolId(pool).limit(PAGE_SIZE).paginationToken(next));
            users.addAll(page.users());
            token = page.paginationToken();
        } while (token != null);
        return users;
    }

    private String csv(List<String> header, List<UserType> users) {
        StringWriter text = new StringWriter();
        ICSVWriter writer = new CSVWriterBuilder(text)
                .withQuoteChar(ICSVWriter.NO_QUOTE_CHARACTER)
                .withEscapeChar('\\')
                .build();
        writer.writeNext(header.toArray(String[]::new), false);
        for (UserType user : users) {
            writer.writeNext(header.stream().map(column -> value(column, user)).toArray(String[]::new), false);
        }
        return text.toString();
    }

    private String value(String column, UserType user) {
        return switch (column) {
            case "cognito:username" ->
                "username".equals(usernameAttribute) ? user.username() : attribute(usernameAttribute, user);
            case "cognito:mfa_enabled" -> "TRUE";
            case "email_verified", "phone_number_verified" ->
                attribute(column, user).equals("true") ? "TRUE" : "FALSE";
            case "birthdate" -> inUsOrder(attribute(column, user));
            default -> attribute(column, user);
        };
    }

    private static String attribute(String name, UserType user) {
        return user.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(AttributeType::value)
                .findFirst()
                .orElse("");
    }

    /** From 1990-12-31, as pools keep it, to 12/31/1990, as import files have it. */
    private static String inUsOrder(String date) {
        return date.isEmpty() ? "" : date.substring(5, 7) + "/" + date.substring(8) + "/" + date.substring(0, 4);
    }
}
