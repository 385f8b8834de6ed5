package io.github.cognitodr.operator.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.userpool.csv.MfaSetting;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UsernameCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schema in a file says the same as the pool that it is of. */
class SchemaFileTest {
    /** {@code jq -s add} of what the AWS command line prints, shortened. */
    private static final String PRINTED = """
            {
              "UserPoolId": "ap-northeast-1_AbCdEfGhI",
              "CSVHeader": ["cognito:username", "email", "email_verified", "custom:level", "cognito:mfa_enabled"],
              "UserPool": {
                "Id": "ap-northeast-1_AbCdEfGhI",
                "Name": "people",
                "Policies": {"PasswordPolicy": {"MinimumLength": 8, "RequireSymbols": true}},
                "CreationDate": "2026-11-22T06:30:00.123000+09:00",
                "SchemaAttributes": [
                  {"Name": "email", "AttributeDataType": "String", "DeveloperOnlyAttribute": false, "Mutable": true,
                   "Required": true, "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"}},
                  {"Name": "email_verified", "AttributeDataType": "Boolean", "Mutable": true, "Required": false},
                  {"Name": "custom:level", "AttributeDataType": "Number", "Mutable": true, "Required": false,
                   "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"}}
                ],
                "AutoVerifiedAttributes": ["email"],
                "UsernameAttributes": ["email"],
                "MfaConfiguration": "ON",
                "UsernameConfiguration": {"CaseSensitive": false}
              }
            }
            """;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatTheAwsCommandLinePrintsIsASchema() {
        PoolSchema schema = SchemaFile.parse(PRINTED.getBytes(UTF_8)).schema();

        assertThat(schema.csvHeader()).hasSize(5);
        assertThat(schema.required()).containsExactly("email");
        assertThat(schema.autoVerified()).isEqualTo(Set.of("email"));
        assertThat(schema.mfa()).isEqualTo(MfaSetting.REQUIRED);
        assertThat(schema.usernameAttributes()).containsExactly("email");
        assertThat(schema.aliasAttributes()).isEmpty();
        assertThat(schema.usernameCase()).isEqualTo(UsernameCase.INSENSITIVE);
    }

    @Test
    void whatIsSavedIsReadAgain() throws IOException {
        PoolAnswers answers = SchemaFile.parse(PRINTED.getBytes(UTF_8));
        Path file = directory.resolve("pool.json");

        SchemaFile.write(answers, file);

        assertThat(SchemaFile.read(file).schema()).isEqualTo(answers.schema());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"CSVHeader\"       | \"Header\"   | CSVHeader",
                "\"UserPool\":       | \"Pool\":    | UserPool",
                "\"AttributeDataType\": \"Number\" | \"x\": \"y\" | AttributeDataType",
                "\"MinValue\": \"1\" | \"MinValue\": \"one\" | MinValue",
                "\"SchemaAttributes\" | \"Schema\"  | SchemaAttributes"
            })
    void anotherFileIsRefusedWithWhatIsMissing(String text, String other, String named) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), PRINTED.replace(text, other));

        assertThatThrownBy(() -> SchemaFile.read(file))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("--save-schema");
    }
}
