package io.github.cognitodr.drill;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** The deployment with nobody in it, to be tried by hand with the AWS command line, until the process is ended. */
final class Serve {

    private final Report report;
    private final Jars jars;

    Serve(Report report, Jars jars) {
        this.report = report;
        this.jars = jars;
    }

    void play() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            Deployment deployment = Deployment.on(sandbox, jars);
            deployment.awaitReplication();
            deployment.awaitSnapshots();
            print(sandbox, deployment);
            // Ctrl-C ends the process; the functions' JVMs end with it.
            new CountDownLatch(1).await();
        }
    }

    private void print(Sandbox sandbox, Deployment deployment) {
        Pool tokyo = deployment.tokyo();
        Pool osaka = deployment.osaka();
        String tokyoUrl = sandbox.cognito(Regions.TOKYO).endpoint().toString();
        String osakaUrl = sandbox.cognito(Regions.OSAKA).endpoint().toString();
        report.line("cognito-dr sandbox: both Regions are up, with nobody in them. Ctrl-C ends it.");
        report.line("");
        report.line("   Tokyo (ap-northeast-1)");
        place("Cognito", tokyoUrl);
        place("SQS", sandbox.sqsEndpoint(Regions.TOKYO).toString());
        place("user pool, app client", tokyo.id() + ", " + tokyo.clientId());
        place("retry queue", deployment.queues().retries());
        place("its dead letters", deployment.queues().retryDeadLetters());
        report.line("   Osaka (ap-northeast-3)");
        place("Cognito", osakaUrl);
        place("SQS", sandbox.sqsEndpoint(Regions.OSAKA).toString());
        place("user pool, app client", osaka.id() + ", " + osaka.clientId());
        place("snapshot queue", deployment.queues().snapshots());
        place("its dead letters", deployment.queues().snapshotDeadLetters());
        report.line("   S3");
        place("endpoint", sandbox.s3Endpoint().toString());
        place("bucket", Deployment.BUCKET);
        report.line("");
        report.line("Sign somebody up in Tokyo, read the code, confirm, and find them in Osaka:");
        report.line("");
        report.line("export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_DEFAULT_REGION=ap-northeast-1");
        report.line("aws --endpoint-url " + tokyoUrl + " cognito-idp sign-up \\");
        report.line("    --client-id " + tokyo.clientId() + " \\");
        report.line("    --username me@example.com --password 'Drill-password-1!'");
        report.line("curl -s " + tokyoUrl + "/_sandbox/outbox");
        report.line("aws --endpoint-url " + tokyoUrl + " cognito-idp confirm-sign-up \\");
        report.line("    --client-id " + tokyo.clientId() + " \\");
        report.line("    --username me@example.com --confirmation-code CODE");
        report.line("aws --region ap-northeast-3 --endpoint-url " + osakaUrl + " \\");
        report.line("    cognito-idp list-users --user-pool-id " + osaka.id());
        report.line("");
        report.line("Whoever signs up in Osaka causes a snapshot, some seconds later:");
        report.line("");
        report.line("aws --endpoint-url " + sandbox.s3Endpoint() + " s3 ls --recursive s3://" + Deployment.BUCKET);
        report.line("");
        report.line("The operator's command line finds all of it by these:");
        report.line("");
        new TreeMap<>(sandbox.environment()).forEach((name, value) -> report.line("export " + name + "=" + value));
        report.line("bin/cognito-dr doctor");
    }

    private void place(String name, String value) {
        report.line(String.format(Locale.ROOT, "      %-22s %s", name, value));
    }
}
