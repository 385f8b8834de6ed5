package io.github.cognitodr.sandbox.cognito;

import java.util.ArrayList;
import java.util.List;

/** The columns of a pool's import file. */
final class CsvHeader {
    static final String USERNAME = "cognito:username";
    static final String MFA = "cognito:mfa_enabled";
    static final String PASSWORD_HASH = "password_hash";

    private CsvHeader() {}

    /**
     * The standard attributes but {@code sub}, then the custom ones, {@code cognito:mfa_enabled} and
     * {@code cognito:username} last: the order in which AWS has them. (Guide, Importing users from a CSV file, the
     * example of get-csv-header)
     */
    static List<String> of(Pool pool, boolean passwordHash) {
        List<String> columns = new ArrayList<>();
        for (AttributeDefinition definition : pool.schema().attributes()) {
            if (!definition.name().equals("sub") && !definition.name().equals("identities")) {
                columns.add(definition.name());
            }
        }
        columns.add(MFA);
        columns.add(USERNAME);
        if (passwordHash) {
            columns.add(PASSWORD_HASH);
        }
        return columns;
    }
}
