package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.Attributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a pool takes for a username, and by what its users are told apart. Stateless, thread-safe. */
final class UsernameRule {
    static final String COLUMN = "cognito:username";

    /** API, UsernameType. */
    private static final int LONGEST = 128;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");

    /** What every reader takes at least: Cognito's own pattern is not published. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    /** E.164. */
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[0-9]{1,15}");

    private final PoolSchema pool;

    UsernameRule(PoolSchema pool) {
        this.pool = pool;
    }

    static boolean isEmail(String value) {
        return EMAIL.matcher(value).matches();
    }

    static boolean isPhoneNumber(String value) {
        return PHONE_NUMBER.matcher(value).matches();
    }

    /** The values, and the contact that the username is where that column is empty; adds what is wrong with the name. */
    Map<String, String> attributes(Map<String, String> values, List<RowFinding> findings) {
        String name = values.getOrDefault(COLUMN, "");
        if (name.isEmpty()) {
            findings.add(RowFinding.in(COLUMN, RowRule.NO_USERNAME));
            return values;
        }
        if (name.indexOf(' ') >= 0) {
            findings.add(RowFinding.in(COLUMN, RowRule.BLANK_IN_USERNAME));
        } else if (AmbiguousText.hasBlank(name)) {
            findings.add(RowFinding.in(COLUMN, RowRule.UNUSUAL_BLANK));
        }
        if (pool.usernameAttributes().isEmpty()) {
            addFindingsOfName(name, findings);
            return values;
        }
        return contactOf(name)
                .map(contact -> withContact(values, contact, name, findings))
                .orElseGet(() -> {
                    findings.add(RowFinding.in(COLUMN, RowRule.USERNAME_OF_ANOTHER_KIND));
                    return values;
                });
    }

    private void addFindingsOfName(String name, List<RowFinding> findings) {
        if (name.codePointCount(0, name.length()) > LONGEST) {
            findings.add(RowFinding.in(COLUMN, RowRule.USERNAME_TOO_LONG));
        } else if (name.length() > LONGEST) {
            findings.add(RowFinding.in(COLUMN, RowRule.VALUE_OF_TWO_READINGS));
        }
        if (!NAME.matcher(name).matches()) {
            findings.add(RowFinding.in(COLUMN, RowRule.UNUSUAL_CHARACTER));
        }
        boolean likeAnAlias = (pool.aliasAttributes().contains(Attributes.EMAIL) && isEmail(name))
                || (pool.aliasAttributes().contains(Attributes.PHONE_NUMBER) && isPhoneNumber(name));
        if (likeAnAlias) {
            findings.add(RowFinding.in(COLUMN, RowRule.USERNAME_LOOKS_LIKE_AN_ALIAS));
        }
    }

    private Optional<String> contactOf(String name) {
        if (pool.usernameAttributes().contains(Attributes.EMAIL) && isEmail(name)) {
            return Optional.of(Attributes.EMAIL);
        }
        return pool.usernameAttributes().contains(Attributes.PHONE_NUMBER) && isPhoneNumber(name)
                ? Optional.of(Attributes.PHONE_NUMBER)
                : Optional.empty();
    }

    private Map<String, String> withContact(
            Map<String, String> values, String contact, String name, List<RowFinding> findings) {
        String written = values.getOrDefault(contact, "");
        if (written.isEmpty()) {
            AttributeSchema schema = pool.attributes().getOrDefault(contact, AttributeSchema.text());
            schema.brokenBy(name).ifPresent(rule -> findings.add(RowFinding.in(COLUMN, rule)));
            Map<String, String> completed = new HashMap<>(values);
            completed.put(contact, name);
            return completed;
        }
        boolean same =
                pool.usernameCase() == UsernameCase.INSENSITIVE ? written.equalsIgnoreCase(name) : written.equals(name);
        if (!same) {
            findings.add(RowFinding.in(contact, RowRule.USERNAME_AND_CONTACT_DIFFER));
        }
        return values;
    }

    /** What nobody else of the pool signs in with, by the name of its attribute. */
    Map<String, String> signInValues(Map<String, String> values) {
        Map<String, String> signIn = new LinkedHashMap<>();
        String name = values.getOrDefault(COLUMN, "");
        if (pool.usernameAttributes().isEmpty()) {
            signIn.put(COLUMN, name);
            return signIn;
        }
        pool.usernameAttributes().forEach(contact -> putUnlessEmpty(signIn, contact, values.get(contact)));
        contactOf(name).ifPresent(contact -> signIn.putIfAbsent(contact, name));
        return signIn;
    }

    /** What the person of this row signs in with beside the username. */
    Map<String, String> aliases(Map<String, String> values) {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (String alias : pool.aliasAttributes()) {
            boolean isContact = alias.equals(Attributes.EMAIL) || alias.equals(Attributes.PHONE_NUMBER);
            if (!isContact || Attributes.isVerified(values, alias, Attributes.flagOf(alias))) {
                putUnlessEmpty(aliases, alias, values.get(alias));
            }
        }
        return aliases;
    }

    private static void putUnlessEmpty(Map<String, String> to, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            to.put(name, value);
        }
    }
}
