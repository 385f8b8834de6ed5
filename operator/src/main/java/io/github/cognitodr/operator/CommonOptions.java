package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.deployment.Choices;
import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.Patience;
import io.github.cognitodr.operator.pool.Quotas;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.TerminalKind;
import io.github.cognitodr.userpool.UserPoolId;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command: where things are, how fast to go, how to talk. */
final class CommonOptions {
    private static final String FROM_STACK = " (default: the stack's output)";

    @Option(
            names = "--primary-region",
            paramLabel = "REGION",
            defaultValue = "${env:COGNITO_DR_PRIMARY_REGION:-ap-northeast-1}",
            description = "Region of the primary's stack (default: ${DEFAULT-VALUE}).")
    private String primaryRegion = "";

    @Option(
            names = "--standby-region",
            paramLabel = "REGION",
            defaultValue = "${env:COGNITO_DR_STANDBY_REGION:-ap-northeast-3}",
            description = "Region of the standby's stack and of the bucket (default: ${DEFAULT-VALUE}).")
    private String standbyRegion = "";

    @Option(
            names = "--primary-stack",
            paramLabel = "NAME",
            defaultValue = "${env:COGNITO_DR_PRIMARY_STACK:-CognitoDrPrimary}",
            description = "Where the primary's outputs are (default: ${DEFAULT-VALUE}).")
    private String primaryStack = "";

    @Option(
            names = "--standby-stack",
            paramLabel = "NAME",
            defaultValue = "${env:COGNITO_DR_STANDBY_STACK:-CognitoDrStandby}",
            description = "Where the standby's outputs are (default: ${DEFAULT-VALUE}).")
    private String standbyStack = "";

    @Option(
            names = "--primary-pool",
            paramLabel = "ID",
            defaultValue = "${env:COGNITO_DR_PRIMARY_POOL:-}",
            description = "The primary user pool" + FROM_STACK + ".")
    private String primaryPool = "";

    @Option(
            names = "--standby-pool",
            paramLabel = "ID",
            defaultValue = "${env:COGNITO_DR_STANDBY_POOL:-}",
            description = "The standby user pool" + FROM_STACK + ".")
    private String standbyPool = "";

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            defaultValue = "${env:COGNITO_DR_BUCKET:-}",
            description = "The bucket of the snapshots" + FROM_STACK + ".")
    private String bucket = "";

    @Option(
            names = "--primary-import-role",
            paramLabel = "ARN",
            defaultValue = "${env:COGNITO_DR_PRIMARY_IMPORT_ROLE:-}",
            description = "What import jobs into the primary run with" + FROM_STACK + ".")
    private String primaryImportRole = "";

    @Option(
            names = "--standby-import-role",
            paramLabel = "ARN",
            defaultValue = "${env:COGNITO_DR_STANDBY_IMPORT_ROLE:-}",
            description = "The same for the standby" + FROM_STACK + ".")
    private String standbyImportRole = "";

    @Option(
            names = "--quota",
            paramLabel = "NAME=RPS",
            split = ",",
            description = "A quota that AWS has raised for you, in requests a second, such as UserCreation=200."
                    + " Names are those of Cognito's categories.")
    private Map<String, Integer> quotas = new LinkedHashMap<>();

    @Option(
            names = "--quota-share",
            paramLabel = "PERCENT",
            defaultValue = "" + Quotas.USUAL_PERCENT,
            description = "How much of each quota to use, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int quotaShare;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long AWS may be silent before the command gives up, 1 to 3600 (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            defaultValue = "${env:COGNITO_DR_WORK_DIR:-}",
            description = "Where unfinished work is kept, so that it can be taken up again"
                    + " (default: .cognito-dr in the home directory).")
    private String workDir = "";

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the stack trace of an error.")
    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }

    boolean isJson() {
        return json;
    }

    /** What the options and the environment say, checked. */
    Session session(java.io.PrintWriter out, java.io.PrintWriter err) {
        Output output = new Output(out, err, json, TerminalKind.ofThisProcess());
        if (patience < 1 || patience > 3_600) {
            throw CommandException.wrongUse("--patience must be from 1 to 3600 seconds: " + patience);
        }
        Deployment deployment = new Deployment(choices(), quotas(), Patience.ofSeconds(patience, output::note));
        return new Session(output, deployment, workDirectory());
    }

    /** Where unfinished work is kept; it need not be there yet. */
    Path workDirectory() {
        return workDir.isBlank() ? Path.of(System.getProperty("user.home"), ".cognito-dr") : Path.of(workDir);
    }

    private Quotas quotas() {
        Map<Category, Integer> raised = new EnumMap<>(Category.class);
        quotas.forEach((name, rate) -> {
            try {
                raised.put(Category.ofId(name), rate);
            } catch (IllegalArgumentException unknown) {
                throw CommandException.wrongUse("--quota " + name + ": " + unknown.getMessage() + ".");
            }
        });
        try {
            return new Quotas(raised, quotaShare);
        } catch (IllegalArgumentException outOfBounds) {
            throw CommandException.wrongUse("--quota or --quota-share: " + outOfBounds.getMessage() + ".");
        }
    }

    private Choices choices() {
        Map<Side, UserPoolId> pools = new EnumMap<>(Side.class);
        putUnlessBlank(pools, Side.PRIMARY, primaryPool);
        putUnlessBlank(pools, Side.STANDBY, standbyPool);
        Map<Side, String> roles = new EnumMap<>(Side.class);
        putRole(roles, Side.PRIMARY, primaryImportRole);
        putRole(roles, Side.STANDBY, standbyImportRole);
        return new Choices(
                Map.of(Side.PRIMARY, primaryStack, Side.STANDBY, standbyStack),
                Map.of(Side.PRIMARY, primaryRegion, Side.STANDBY, standbyRegion),
                pools,
                roles,
                Optional.of(bucket).filter(name -> !name.isBlank()));
    }

    /** Empty is not named, as an environment variable may be. */
    private static void putUnlessBlank(Map<Side, UserPoolId> to, Side side, String id) {
        if (!id.isBlank()) {
            try {
                to.put(side, new UserPoolId(id.strip()));
            } catch (IllegalArgumentException otherForm) {
                throw CommandException.wrongUse("--" + side + "-pool " + otherForm.getMessage() + ": " + id);
            }
        }
    }

    private static void putRole(Map<Side, String> to, Side side, String value) {
        if (!value.isBlank()) {
            to.put(side, value);
        }
    }
}
