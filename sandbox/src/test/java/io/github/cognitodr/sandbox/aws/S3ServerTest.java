package io.github.cognitodr.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the snapshots need of S3. */
class S3ServerTest {

    private static final S3Server SERVER = S3Server.start(Loopback.freePort());
    private static final S3Client S3 = S3Client.builder()
            .region(Region.AP_NORTHEAST_3)
            .endpointOverride(SERVER.endpoint())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @BeforeAll
    static void bucket() {
        assertThat(SERVER.endpoint()).hasScheme("http").hasHost("127.0.0.1");
        S3.createBucket(request -> request.bucket("backup"));
    }

    @AfterAll
    static void close() {
        S3.close();
        SERVER.close();
    }

    @Test
    void anObjectIsCreatedOnlyOnce() {
        S3.putObject(
                request -> request.bucket("backup").key("manifest.json").ifNoneMatch("*"), RequestBody.fromString("1"));

        assertThatThrownBy(() -> S3.putObject(
                        request -> request.bucket("backup").key("manifest.json").ifNoneMatch("*"),
                        RequestBody.fromString("2")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        error -> assertThat(error.statusCode()).isEqualTo(412));
        assertThat(read("manifest.json")).isEqualTo("1");
    }

    @Test
    void anObjectIsReplacedOnlyByWhoKnowsItsTag() {
        String tag = S3.putObject(request -> request.bucket("backup").key("latest.json"), RequestBody.fromString("1"))
                .eTag();
        S3.putObject(request -> request.bucket("backup").key("latest.json").ifMatch(tag), RequestBody.fromString("2"));

        assertThatThrownBy(() -> S3.putObject(
                        request -> request.bucket("backup").key("latest.json").ifMatch(tag),
                        RequestBody.fromString("3")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        error -> assertThat(error.statusCode()).isEqualTo(412));
        assertThat(read("latest.json")).isEqualTo("2");
    }

    @Test
    void partsBecomeOneObjectWithItsTags() {
        String upload = S3.createMultipartUpload(
                        request -> request.bucket("backup").key("users.csv").tagging("retention=short"))
                .uploadId();
        String tag = S3.uploadPart(
                        request -> request.bucket("backup")
                                .key("users.csv")
                                .uploadId(upload)
                                .partNumber(1),
                        RequestBody.fromString("a,b\n"))
                .eTag();
        S3.completeMultipartUpload(request -> request.bucket("backup")
                .key("users.csv")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(
                        List.of(CompletedPart.builder().partNumber(1).eTag(tag).build()))));

        assertThat(read("users.csv")).isEqualTo("a,b\n");
        assertThat(S3.getObjectTagging(request -> request.bucket("backup").key("users.csv"))
                        .tagSet())
                .singleElement()
                .satisfies(found -> assertThat(found.key()).isEqualTo("retention"));
    }

    private static String read(String key) {
        return S3.getObjectAsBytes(request -> request.bucket("backup").key(key)).asUtf8String();
    }
}
