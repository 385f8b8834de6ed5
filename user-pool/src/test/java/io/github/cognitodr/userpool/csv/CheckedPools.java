package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.PoolSchemas;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Pools of the sandbox, a file that is checked for one of them, and what its import job made of the file. */
final class CheckedPools implements AutoCloseable {
    private static final Pattern LOG_LINE = Pattern.compile("\\[(\\w+)\\] Line Number (\\d+) - .*", Pattern.DOTALL);

    private final CognitoRegion region;
    private final CognitoIdentityProviderClient cognito;

    CheckedPools(CognitoRegion region) {
        this.region = region;
        this.cognito = SandboxPools.client(region);
    }

    CognitoIdentityProviderClient cognito() {
        return cognito;
    }

    UserPoolId create(CreateUserPoolRequest request) {
        return new UserPoolId(cognito.createUserPool(request).userPool().id());
    }

    PoolSchema schema(UserPoolId pool) {
        return PoolSchemas.of(cognito, pool);
    }

    /** Who is there is asked one by one, as an operator without a listing would. */
    ExistingUsers existing(UserPoolId pool) {
        return name -> {
            try {
                cognito.adminGetUser(user -> user.userPoolId(pool.value()).username(name));
                return true;
            } catch (UserNotFoundException nobody) {
                return false;
            }
        };
    }

    /** What was foretold. */
    record Forecast(FileVerdict file, Map<Integer, RowVerdict> rows) {}

    Forecast check(UserPoolId pool, byte[] csv) throws IOException {
        return check(ImportCheck.of(schema(pool)), csv, existing(pool));
    }

    static Forecast check(ImportCheck check, byte[] csv, ExistingUsers existing) throws IOException {
        List<RowVerdict> rows = new ArrayList<>();
        FileVerdict file = check.check(new ByteArrayInputStream(csv), existing, rows::add);
        assertThat(rows).extracting(RowVerdict::line).isSorted().doesNotHaveDuplicates();
        assertThat(file.imported() + file.skipped() + file.failed() + file.undocumented())
                .isEqualTo(rows.size());
        Map<Integer, RowVerdict> byLine = new HashMap<>();
        rows.forEach(row -> byLine.put(row.line(), row));
        return new Forecast(file, byLine);
    }

    /** What came true; a row's fate by line, in the log's words. */
    record Outcome(UserImportJobType job, Map<Integer, String> rows) {}

    Outcome run(UserPoolId pool, byte[] csv) throws IOException, InterruptedException {
        UserImportJobType job = new ImportTarget(cognito, pool).importFile(csv);
        Map<Integer, String> rows = new HashMap<>();
        for (String line : region.importLog(pool.value(), job.jobId())) {
            Matcher matcher = LOG_LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            rows.put(Integer.valueOf(matcher.group(2)), matcher.group(1));
        }
        return new Outcome(job, rows);
    }

    /** The log's word for a verdict. */
    static String fate(RowVerdict verdict) {
        if (verdict instanceof RowVerdict.Imported) {
            return "SUCCEEDED";
        }
        return verdict instanceof RowVerdict.Skipped ? "SKIPPED" : "FAILED";
    }

    @Override
    public void close() {
        cognito.close();
        region.close();
    }
}
