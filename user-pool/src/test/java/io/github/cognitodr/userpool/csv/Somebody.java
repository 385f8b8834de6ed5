package io.github.cognitodr.userpool.csv;

import static java.util.Objects.requireNonNull;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/**
 * A user made up for a pool, and what the design says about them: the reasons, and the row if there are none. It shares
 * no code with the rules that it is to judge.
 *
 * @param rowLength the characters that the row is to be filled up to, if possible; 0: as it is
 * @param filler what with
 */
record Somebody(
        State state,
        Map<String, Value> values,
        Value username,
        Value emailFlag,
        Value phoneFlag,
        int rowLength,
        String filler) {

    /** The design's order. ("Who goes into the CSV") */
    private static final List<String> ORDER = List.of(
            "UNCONFIRMED",
            "FEDERATED",
            "UNKNOWN_STATUS",
            "DISABLED",
            "NO_VERIFIED_CONTACT",
            "MISSING_REQUIRED_ATTRIBUTE",
            "AMBIGUOUS_CHARACTERS",
            "ROW_TOO_LONG",
            "INVALID_BIRTHDATE",
            "INVALID_UPDATED_AT");

    /** What no two people of a pool share. */
    private static final Set<String> NUMBERED = Set.of("email", "phone_number", "custom:origin_sub");

    private static final int LONGEST_ROW = 16_000;

    /** What is known of somebody beside the attributes. */
    record State(String status, boolean enabled, boolean linked, Set<String> reasons) {}

    /** The user and what the design says; {@code row} counts only where there are no reasons. */
    record Expected(UserProfile user, List<String> reasons, String row, Map<String, String> arriving) {}

    private static Arbitrary<State> states() {
        Arbitrary<Tuple.Tuple2<String, String>> status = Arbitraries.frequencyOf(
                Tuple.of(
                        40,
                        Arbitraries.of("CONFIRMED", "RESET_REQUIRED", "FORCE_CHANGE_PASSWORD")
                                .map(s -> Tuple.of(s, ""))),
                Tuple.of(2, Arbitraries.just(Tuple.of("UNCONFIRMED", "UNCONFIRMED"))),
                Tuple.of(2, Arbitraries.just(Tuple.of("EXTERNAL_PROVIDER", "FEDERATED"))),
                Tuple.of(
                        4,
                        Arbitraries.of("ARCHIVED", "COMPROMISED", "UNKNOWN", "MADE_UP", "confirmed", " CONFIRMED", "")
                                .map(s -> Tuple.of(s, "UNKNOWN_STATUS"))));
        return Combinators.combine(
                        status,
                        Arbitraries.frequency(Tuple.of(15, true), Tuple.of(1, false)),
                        Arbitraries.frequency(Tuple.of(1, true), Tuple.of(30, false)))
                .as((named, enabled, linked) -> {
                    Set<String> reasons = new TreeSet<>();
                    if (!named.get2().isEmpty()) {
                        reasons.add(named.get2());
                    }
                    if (!enabled) {
                        reasons.add("DISABLED");
                    }
                    if (linked) {
                        reasons.add("FEDERATED");
                    }
                    return new State(named.get1(), enabled, linked, reasons);
                });
    }

    static Arbitrary<Somebody> any() {
        Map<String, Arbitrary<Value>> attributes = new LinkedHashMap<>();
        attributes.put("custom:member", Values.oneOf("true", "false", "True"));
        PoolShape.TEXTS.forEach(name -> attributes.put(name, Values.text()));
        attributes.put("email", Values.email());
        attributes.put("phone_number", Values.phoneNumber());
        attributes.put("birthdate", Values.birthdate());
        attributes.put("updated_at", Values.updatedAt());
        attributes.put("custom:level", Values.oneOf("0", "-3.5", "1e5", "007"));
        attributes.put("custom:since", Values.oneOf("2026-11-22T06:30:00Z", "1990-02-28", "11/22/2026"));
        attributes.put("custom:origin_sub", Values.originSub());
        List<String> names = List.copyOf(attributes.keySet());
        Arbitrary<Integer> rowLength = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(0)),
                Tuple.of(2, Arbitraries.of(15_998, 15_999, 16_000)),
                Tuple.of(2, Arbitraries.of(16_001, 16_002, 16_010, 18_000)));
        return Combinators.combine(
                        states(),
                        Combinators.combine(List.copyOf(attributes.values())).as(values -> byName(names, values)),
                        Values.username(),
                        Values.flag(),
                        Values.flag(),
                        rowLength,
                        Arbitraries.of("x", ",", "x,", "山", "😀"))
                .as(Somebody::new);
    }

    private static Map<String, Value> byName(List<String> names, List<Value> values) {
        Map<String, Value> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i), values.get(i));
        }
        return byName;
    }

    /** This person as number so and so of the pool. */
    Expected in(PoolShape pool, int number) {
        String sub = String.format("sub-%08d", number);
        boolean byName = pool.signIn() == SignInAttribute.USERNAME;
        Map<String, Value> mine = new LinkedHashMap<>();
        values.forEach((name, value) -> mine.put(name, NUMBERED.contains(name) ? value.numbered(number) : value));
        Value name = byName ? username.numbered(number) : Value.plain(sub);
        Value signIn = byName ? name : of(mine, pool.signIn().id());

        Map<String, String> columns = columns(pool, mine, signIn);
        Map<String, String> fillers = fillers(rowLength - (rowOf(pool, columns).length() - 1));
        columns.putAll(fillers);
        String row = rowOf(pool, columns);

        Map<String, String> attributes = attributes(sub, mine);
        attributes.putAll(fillers);
        UserProfile user = new UserProfile(
                String.valueOf(name.stored()),
                attributes,
                state.status,
                state.enabled,
                Optional.empty(),
                Optional.empty());
        return new Expected(user, reasons(pool, mine, signIn, columns, row), row, arriving(attributes, columns));
    }

    private Map<String, String> columns(PoolShape pool, Map<String, Value> mine, Value signIn) {
        Map<String, String> columns = new HashMap<>();
        mine.forEach((attribute, value) -> columns.put(attribute, value.inFile()));
        columns.put("email_verified", verified(of(mine, "email"), emailFlag));
        columns.put("phone_number_verified", verified(of(mine, "phone_number"), phoneFlag));
        columns.put("cognito:username", signIn.inFile());
        columns.put("cognito:mfa_enabled", pool.mfa() == UserPoolMfaType.ON ? "TRUE" : "FALSE");
        return columns;
    }

    private List<String> reasons(
            PoolShape pool, Map<String, Value> mine, Value signIn, Map<String, String> columns, String row) {
        Set<String> reasons = new TreeSet<>(state.reasons);
        Stream.concat(mine.values().stream(), Stream.of(signIn))
                .flatMap(value -> value.reasons().stream())
                .forEach(reason -> reasons.add(reason.name()));
        if (pool.autoVerified().stream().noneMatch(contact -> "TRUE".equals(columns.get(contact + "_verified")))) {
            reasons.add("NO_VERIFIED_CONTACT");
        }
        if (signIn.saysNothing()
                || pool.required().stream().anyMatch(it -> of(mine, it).saysNothing())) {
            reasons.add("MISSING_REQUIRED_ATTRIBUTE");
        }
        if (signIn.blankInside()) {
            reasons.add("AMBIGUOUS_CHARACTERS");
        }
        if (row.length() - 1 > LONGEST_ROW) {
            reasons.add("ROW_TOO_LONG");
        }
        return ORDER.stream().filter(reasons::contains).toList();
    }

    private Map<String, String> attributes(String sub, Map<String, Value> mine) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("sub", sub);
        mine.forEach((attribute, value) -> putIfStored(attributes, attribute, value));
        putIfStored(attributes, "email_verified", emailFlag);
        putIfStored(attributes, "phone_number_verified", phoneFlag);
        if (state.linked) {
            attributes.put(Attributes.IDENTITIES, "[{\"providerName\":\"Google\"}]");
        }
        return attributes;
    }

    private static Value of(Map<String, Value> values, String name) {
        return requireNonNull(values.get(name));
    }

    /** A flag without its contact verifies nothing. */
    private static String verified(Value contact, Value flag) {
        return contact.saysNothing() ? "FALSE" : flag.inFile();
    }

    private static void putIfStored(Map<String, String> attributes, String name, Value value) {
        String stored = value.stored();
        if (stored != null) {
            attributes.put(name, stored);
        }
    }

    private static String rowOf(PoolShape pool, Map<String, String> columns) {
        return pool.columns().stream()
                        .map(column -> columns.getOrDefault(column, "").replace(",", "\\,"))
                        .collect(Collectors.joining(","))
                + "\n";
    }

    /** Values that take so many characters of a row; the last character is a plain one where the length is odd. */
    private Map<String, String> fillers(int characters) {
        Map<String, String> fillers = new LinkedHashMap<>();
        int written = filler.replace(",", "\\,").length();
        int left = characters;
        for (String name : PoolShape.FILLERS) {
            int times = Math.min(Math.max(left, 0) / written, PoolShape.LONGEST_VALUE / filler.length() - 1);
            String value = filler.repeat(times);
            left -= times * written;
            if (left > 0 && left < written) {
                value += "y".repeat(left);
                left = 0;
            }
            if (!value.isEmpty()) {
                fillers.put(name, value);
            }
        }
        return fillers;
    }

    /** What an import leaves of these attributes: an empty value is no value, and a flag that is not true is false. */
    private static Map<String, String> arriving(Map<String, String> attributes, Map<String, String> columns) {
        Map<String, String> arriving = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (!value.isEmpty() && !name.equals("sub") && !name.equals(Attributes.IDENTITIES)) {
                arriving.put(name, value);
            }
        });
        for (String flag : List.of("email_verified", "phone_number_verified")) {
            arriving.put(flag, "TRUE".equals(columns.get(flag)) ? "true" : "false");
        }
        arriving.put("custom:origin_sub", String.valueOf(columns.get("custom:origin_sub")));
        return arriving;
    }

    static List<Expected> all(List<Somebody> people, PoolShape pool) {
        List<Expected> all = new ArrayList<>();
        for (Somebody person : people) {
            all.add(person.in(pool, all.size()));
        }
        return all;
    }
}
