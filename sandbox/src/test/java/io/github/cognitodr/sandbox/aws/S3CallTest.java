package io.github.cognitodr.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3CallTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GET, /, -, ListBuckets, '', ''",
                "PUT, /backup, -, CreateBucket, backup, ''",
                "DELETE, /backup, -, DeleteBucket, backup, ''",
                "HEAD, /backup, -, HeadBucket, backup, ''",
                "GET, /backup, list-type=2&prefix=snapshots%2Fa%20b, ListObjectsV2, backup, snapshots/a b",
                "GET, /backup, prefix=resets/, ListObjects, backup, resets/",
                "GET, /backup, uploads, ListMultipartUploads, backup, ''",
                "GET, /backup, versions, ListObjectVersions, backup, ''",
                "PUT, /backup, versioning, PutBucketVersioning, backup, ''",
                "PUT, /backup, cors, PUT ?cors, backup, ''",
                "POST, /backup, delete, DeleteObjects, backup, ''",
                "PUT, /backup/a/b.json, -, PutObject, backup, a/b.json",
                "GET, /backup/a/b.json, versionId=1, GetObject, backup, a/b.json",
                "HEAD, /backup/a/b.json, -, HeadObject, backup, a/b.json",
                "DELETE, /backup/a/b.json, -, DeleteObject, backup, a/b.json",
                "POST, /backup/a/b.json, uploads, CreateMultipartUpload, backup, a/b.json",
                "PUT, /backup/a/b.json, uploadId=1&partNumber=2, UploadPart, backup, a/b.json",
                "GET, /backup/a/b.json, uploadId=1, ListParts, backup, a/b.json",
                "POST, /backup/a/b.json, uploadId=1, CompleteMultipartUpload, backup, a/b.json",
                "DELETE, /backup/a/b.json, uploadId=1, AbortMultipartUpload, backup, a/b.json",
                "GET, /backup/a/b.json, tagging, GetObjectTagging, backup, a/b.json",
                "DELETE, /backup/a/b.json, tagging, DeleteObjectTagging, backup, a/b.json",
            })
    void isNamedAsTheApiNamesIt(String method, String path, String query, String operation, String bucket, String key) {
        assertThat(S3Call.of(method, path, query, false)).isEqualTo(new S3Call(operation, bucket, key));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, CopyObject", "uploadId=1&partNumber=2, UploadPartCopy"})
    void copiesByAHeader(String query, String operation) {
        assertThat(S3Call.of("PUT", "/backup/key", query, true).operation()).isEqualTo(operation);
    }
}
