package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.SignInAttribute;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/**
 * A pool with all standard attributes, and custom ones of every type.
 *
 * @param passwordHash whether its file has the column {@code password_hash}
 */
record PoolShape(
        SignInAttribute signIn,
        Set<String> autoVerified,
        UserPoolMfaType mfa,
        Set<String> required,
        boolean passwordHash) {

    static final List<String> TEXTS = List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "zoneinfo",
            "locale",
            "address",
            "custom:note",
            "custom:one,two");

    /** Attributes that make a row as long as a test wants it: 2,048 characters each. */
    static final List<String> FILLERS =
            IntStream.range(0, 9).mapToObj(i -> "custom:filler" + i).toList();

    static final int LONGEST_VALUE = 2048;

    static Arbitrary<PoolShape> any() {
        return Combinators.combine(
                        Arbitraries.of(SignInAttribute.values()),
                        Arbitraries.of(Set.of("email"), Set.of("phone_number"), Set.of("email", "phone_number")),
                        Arbitraries.of(UserPoolMfaType.ON, UserPoolMfaType.OPTIONAL, UserPoolMfaType.OFF),
                        Arbitraries.of("name", "email", "phone_number", "birthdate", "updated_at", "address")
                                .set()
                                .ofMaxSize(1),
                        Arbitraries.of(true, false))
                .as(PoolShape::new);
    }

    /** Every column, in an order that depends on the pool, with one that nobody knows. */
    List<String> columns() {
        Set<String> columns = new LinkedHashSet<>(List.of("cognito:mfa_enabled", "birthdate", "email_verified"));
        columns.addAll(passwordHash ? TEXTS : List.copyOf(new LinkedHashSet<>(FILLERS)));
        columns.addAll(
                List.of("phone_number", "a_column_of_the_future", "email", "updated_at", "phone_number_verified"));
        columns.addAll(
                List.of("custom:level", "custom:member", "custom:since", "custom:origin_sub", "cognito:username"));
        columns.addAll(TEXTS);
        columns.addAll(FILLERS);
        if (passwordHash) {
            columns.add("password_hash");
        }
        return List.copyOf(columns);
    }

    ImportRules rules() {
        return new ImportRules(columns(), required, autoVerified, mfa == UserPoolMfaType.ON, signIn);
    }

    CreateUserPoolRequest request() {
        CreateUserPoolRequest.Builder pool = CreateUserPoolRequest.builder()
                .poolName("people")
                .mfaConfiguration(mfa)
                .autoVerifiedAttributes(autoVerified.stream()
                        .map(VerifiedAttributeType::fromValue)
                        .toList())
                .schema(schema());
        if (signIn != SignInAttribute.USERNAME) {
            pool.usernameAttributes(UsernameAttributeType.fromValue(signIn.id()));
        }
        return pool.build();
    }

    private List<SchemaAttributeType> schema() {
        List<SchemaAttributeType> schema = new ArrayList<>();
        for (String name : required) {
            schema.add(SchemaAttributeType.builder().name(name).required(true).build());
        }
        Stream.concat(FILLERS.stream(), TEXTS.stream().filter(name -> name.startsWith("custom:")))
                .forEach(name -> schema.add(custom(name, AttributeDataType.STRING)));
        schema.add(custom("custom:origin_sub", AttributeDataType.STRING));
        schema.add(custom("custom:level", AttributeDataType.NUMBER));
        schema.add(custom("custom:member", AttributeDataType.BOOLEAN));
        schema.add(custom("custom:since", AttributeDataType.DATE_TIME));
        return schema;
    }

    private static SchemaAttributeType custom(String name, AttributeDataType type) {
        SchemaAttributeType.Builder attribute = SchemaAttributeType.builder()
                .name(name.substring("custom:".length()))
                .attributeDataType(type)
                .mutable(true);
        if (type == AttributeDataType.STRING) {
            attribute.stringAttributeConstraints(
                    bounds -> bounds.minLength("0").maxLength(String.valueOf(LONGEST_VALUE)));
        }
        return attribute.build();
    }
}
