package io.github.cognitodr.operator.check;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameConfigurationType;

/**
 * A pool's answers, kept in a file, so that a check needs neither pool nor credentials: one JSON object with the members
 * that {@code aws cognito-idp get-csv-header} and {@code describe-user-pool} print, put together. Members that no import
 * goes by are passed over. Stateless.
 */
public final class SchemaFile {
    private SchemaFile() {}

    /**
     * Reads one.
     *
     * @throws CommandException if it is something else
     */
    public static PoolAnswers read(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file));
        } catch (MalformedJsonException malformed) {
            throw CommandException.wrongUse("The file " + file + " is no schema of a pool (" + malformed.getMessage()
                    + "): make one with cognito-dr check --save-schema FILE, or of what the AWS command line prints:"
                    + " jq -s add csv-header.json user-pool.json");
        }
    }

    /** Writes one, in the place of an older one. */
    public static void write(PoolAnswers answers, Path file) throws IOException {
        Files.write(file, toJson(answers));
    }

    static PoolAnswers parse(byte[] utf8) {
        JsonObject json = JsonObject.parse(utf8);
        List<String> header = json.texts("CSVHeader");
        if (header.isEmpty()) {
            throw new MalformedJsonException("A JSON object whose member CSVHeader is empty");
        }
        JsonObject pool = json.object("UserPool");
        UserPoolType.Builder description = UserPoolType.builder()
                .schemaAttributes(pool.objects("SchemaAttributes").stream()
                        .map(SchemaFile::attribute)
                        .toList())
                .autoVerifiedAttributesWithStrings(texts(pool, "AutoVerifiedAttributes"))
                .usernameAttributesWithStrings(texts(pool, "UsernameAttributes"))
                .aliasAttributesWithStrings(texts(pool, "AliasAttributes"));
        if (pool.has("Id")) {
            description.id(pool.text("Id"));
        }
        if (pool.has("MfaConfiguration")) {
            description.mfaConfiguration(pool.text("MfaConfiguration"));
        }
        if (pool.has("UsernameConfiguration")) {
            JsonObject configuration = pool.object("UsernameConfiguration");
            description.usernameConfiguration(UsernameConfigurationType.builder()
                    .caseSensitive(configuration.has("CaseSensitive") ? configuration.truth("CaseSensitive") : null)
                    .build());
        }
        return new PoolAnswers(header, description.build());
    }

    static byte[] toJson(PoolAnswers answers) {
        UserPoolType description = answers.description();
        Map<String, Object> pool = new LinkedHashMap<>();
        putUnlessNull(pool, "Id", description.id());
        pool.put(
                "SchemaAttributes",
                description.schemaAttributes().stream().map(SchemaFile::toMap).toList());
        pool.put("AutoVerifiedAttributes", description.autoVerifiedAttributesAsStrings());
        pool.put("UsernameAttributes", description.usernameAttributesAsStrings());
        pool.put("AliasAttributes", description.aliasAttributesAsStrings());
        putUnlessNull(pool, "MfaConfiguration", description.mfaConfigurationAsString());
        UsernameConfigurationType configuration = description.usernameConfiguration();
        if (configuration != null && configuration.caseSensitive() != null) {
            pool.put("UsernameConfiguration", Map.of("CaseSensitive", configuration.caseSensitive()));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        putUnlessNull(json, "UserPoolId", description.id());
        json.put("CSVHeader", answers.csvHeader());
        json.put("UserPool", pool);
        return Json.write(json);
    }

    private static SchemaAttributeType attribute(JsonObject json) {
        SchemaAttributeType.Builder attribute = SchemaAttributeType.builder()
                .name(json.text("Name"))
                .attributeDataType(json.text("AttributeDataType"))
                .required(json.has("Required") && json.truth("Required"));
        if (json.has("StringAttributeConstraints")) {
            JsonObject bounds = json.object("StringAttributeConstraints");
            attribute.stringAttributeConstraints(StringAttributeConstraintsType.builder()
                    .minLength(bound(bounds, "MinLength"))
                    .maxLength(bound(bounds, "MaxLength"))
                    .build());
        }
        if (json.has("NumberAttributeConstraints")) {
            JsonObject bounds = json.object("NumberAttributeConstraints");
            attribute.numberAttributeConstraints(NumberAttributeConstraintsType.builder()
                    .minValue(bound(bounds, "MinValue"))
                    .maxValue(bound(bounds, "MaxValue"))
                    .build());
        }
        return attribute.build();
    }

    private static Map<String, Object> toMap(SchemaAttributeType attribute) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Name", attribute.name());
        json.put("AttributeDataType", attribute.attributeDataTypeAsString());
        json.put("Required", Boolean.TRUE.equals(attribute.required()));
        StringAttributeConstraintsType text = attribute.stringAttributeConstraints();
        if (text != null) {
            Map<String, Object> bounds = new LinkedHashMap<>();
            putUnlessNull(bounds, "MinLength", text.minLength());
            putUnlessNull(bounds, "MaxLength", text.maxLength());
            json.put("StringAttributeConstraints", bounds);
        }
        NumberAttributeConstraintsType number = attribute.numberAttributeConstraints();
        if (number != null) {
            Map<String, Object> bounds = new LinkedHashMap<>();
            putUnlessNull(bounds, "MinValue", number.minValue());
            putUnlessNull(bounds, "MaxValue", number.maxValue());
            json.put("NumberAttributeConstraints", bounds);
        }
        return json;
    }

    private static @Nullable String bound(JsonObject json, String name) {
        return json.parseIfPresent(name, SchemaFile::number).orElse(null);
    }

    private static String number(String text) {
        return text.isBlank() ? text : new BigDecimal(text).toString();
    }

    private static List<String> texts(JsonObject json, String name) {
        return json.has(name) ? json.texts(name) : new ArrayList<>();
    }

    private static void putUnlessNull(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
