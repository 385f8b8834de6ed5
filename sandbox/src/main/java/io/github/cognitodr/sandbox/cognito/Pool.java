package io.github.cognitodr.sandbox.cognito;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A user pool: settings, schema, users, groups, app clients, codes, factors and import jobs. Thread-safe. */
final class Pool {
    /** The account of everybody's examples. */
    static final String ACCOUNT = "123456789012";

    private final String id;
    private final String region;
    private final Instant created;
    private final UserStore users;
    private final Codes codes = new Codes();
    private final Factors factors = new Factors();
    private final Groups groups = new Groups();
    private final Map<String, AppClient> clients = new ConcurrentSkipListMap<>();
    private final Map<String, ImportJob> importJobs = new ConcurrentHashMap<>();
    private volatile PoolSettings settings;
    private volatile Schema schema;
    private volatile ObjectNode mfa;
    private volatile Instant modified;

    private Pool(String region, Input input, Instant now, Duration lag) {
        this.region = region;
        this.id = region + "_" + Ids.alphanumeric(9);
        this.created = now;
        this.modified = now;
        this.settings = PoolSettings.create(input);
        this.schema = Schema.from(input.objects("Schema"));
        this.users = new UserStore(settings, lag);
        this.mfa = Json.object();
        String wanted = input.optional("MfaConfiguration");
        setMfa(wanted == null ? "OFF" : wanted);
    }

    static Pool create(String region, Input input, Instant now, Duration lag) {
        return new Pool(region, input, now, lag);
    }

    String id() {
        return id;
    }

    String region() {
        return region;
    }

    String name() {
        return new Input(settings.echo()).string("Name");
    }

    String arn() {
        return arn(region, id);
    }

    /** Of a pool that may be there or not. */
    static String arn(String region, String id) {
        return "arn:aws:cognito-idp:" + region + ":" + ACCOUNT + ":userpool/" + id;
    }

    PoolSettings settings() {
        return settings;
    }

    Schema schema() {
        return schema;
    }

    UserStore users() {
        return users;
    }

    Codes codes() {
        return codes;
    }

    Factors factors() {
        return factors;
    }

    Groups groups() {
        return groups;
    }

    Map<String, AppClient> clients() {
        return clients;
    }

    Map<String, ImportJob> importJobs() {
        return importJobs;
    }

    /** OFF, ON (required) or OPTIONAL. */
    String mfaConfiguration() {
        return new Input(mfa).string("MfaConfiguration");
    }

    boolean mfaRequired() {
        return mfaConfiguration().equals("ON");
    }

    /** UpdateUserPool; refused while an import runs. (facts, Import job) */
    synchronized void update(Input input, Instant now) {
        refuseDuringImport();
        settings = settings.update(input);
        String wanted = input.optional("MfaConfiguration");
        if (wanted != null) {
            setMfa(wanted);
        }
        modified = now;
    }

    /** AddCustomAttributes; all of them or none. */
    synchronized void addAttributes(List<Input> attributes, Instant now) {
        refuseDuringImport();
        Schema extended = schema;
        for (Input attribute : attributes) {
            extended = extended.withCustom(attribute);
        }
        schema = extended;
        modified = now;
    }

    private void refuseDuringImport() {
        if (importJobs.values().stream().anyMatch(ImportJob::active)) {
            throw AwsError.of("UserImportInProgressException", "User import is in progress for user pool " + id);
        }
    }

    synchronized ObjectNode setMfaConfig(Input input, Instant now) {
        ObjectNode changed = Json.object();
        for (String name : List.of(
                "SmsMfaConfiguration",
                "SoftwareTokenMfaConfiguration",
                "EmailMfaConfiguration",
                "WebAuthnConfiguration")) {
            JsonNode value = input.node().get(name);
            if (value != null && !value.isNull()) {
                changed.set(name, value.deepCopy());
            }
        }
        String wanted = input.optional("MfaConfiguration");
        changed.put("MfaConfiguration", checkedMfa(wanted == null ? mfaConfiguration() : wanted));
        mfa = changed;
        modified = now;
        return mfa;
    }

    ObjectNode mfaConfig() {
        return mfa;
    }

    /** The sandbox gives every pool with MFA the authenticator app as its factor. */
    private void setMfa(String configuration) {
        ObjectNode changed = Json.object().put("MfaConfiguration", checkedMfa(configuration));
        if (!configuration.equals("OFF")) {
            changed.putObject("SoftwareTokenMfaConfiguration").put("Enabled", true);
        }
        mfa = changed;
    }

    private static String checkedMfa(String configuration) {
        if (!List.of("OFF", "ON", "OPTIONAL").contains(configuration)) {
            throw AwsError.invalid("Value '" + configuration + "' at 'mfaConfiguration' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [OFF, ON, OPTIONAL]");
        }
        return configuration;
    }

    AppClient client(String clientId) {
        AppClient client = clients.get(clientId);
        if (client == null) {
            throw AwsError.clientNotFound(clientId);
        }
        return client;
    }

    ImportJob importJob(String jobId) {
        ImportJob job = importJobs.get(jobId);
        if (job == null) {
            throw AwsError.of("ResourceNotFoundException", "User import job " + jobId + " does not exist.");
        }
        return job;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("Id", id);
        json.setAll(settings.echo());
        json.put("Arn", arn())
                .put("CreationDate", Json.time(created))
                .put("LastModifiedDate", Json.time(modified))
                .put("MfaConfiguration", mfaConfiguration())
                .put("EstimatedNumberOfUsers", users.size());
        json.set("SchemaAttributes", schema.json());
        return json;
    }

    ObjectNode summary() {
        ObjectNode json = Json.object().put("Id", id).put("Name", name());
        json.set("LambdaConfig", settings.echo().get("LambdaConfig"));
        return json.put("LastModifiedDate", Json.time(modified)).put("CreationDate", Json.time(created));
    }
}
