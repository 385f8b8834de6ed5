package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.csv.AttributeSchema;
import io.github.cognitodr.userpool.csv.MfaSetting;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UsernameCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pool of which the columns are known and nothing else. */
final class ForeseeablePool {
    private static final String PASSWORD_HASH = "password_hash";

    private ForeseeablePool() {}

    /** The most lenient pool of these columns: what fails here fails in each of them. */
    static PoolSchema of(List<String> csvHeader) {
        Map<String, AttributeSchema> attributes = new LinkedHashMap<>();
        for (String column : csvHeader) {
            if (Attributes.isSettable(column) && !column.equals(PASSWORD_HASH)) {
                attributes.put(column, AttributeSchema.text());
            }
        }
        return new PoolSchema(
                csvHeader,
                attributes,
                Set.of(Attributes.EMAIL, Attributes.PHONE_NUMBER),
                MfaSetting.OPTIONAL,
                Set.of(),
                Set.of(),
                UsernameCase.SENSITIVE);
    }
}
