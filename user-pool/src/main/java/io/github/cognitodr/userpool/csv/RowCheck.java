package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a pool's job finds in a row by itself, whoever else is in the file or in the pool. Stateless, thread-safe. */
final class RowCheck {
    private static final String MFA_ENABLED = "cognito:mfa_enabled";
    private static final List<String> CONTACTS = List.of(Attributes.EMAIL, Attributes.PHONE_NUMBER);

    private final PoolSchema pool;
    private final List<String> columns;
    private final RowRequirements requirements;
    private final UsernameRule usernames;

    /** @param columns of the file, in its order */
    RowCheck(PoolSchema pool, List<String> columns) {
        this.pool = pool;
        this.columns = columns;
        this.requirements = new RowRequirements(pool.required(), pool.autoVerified());
        this.usernames = new UsernameRule(pool);
    }

    /**
     * A row that was looked through.
     *
     * @param values by column, without their blanks; of a row that cannot be read for certain, none
     * @param findings nothing else, except on others of its name, keeps it out
     */
    record Row(Map<String, String> values, List<RowFinding> findings) {}

    Row look(String line) {
        List<RowFinding> findings = new ArrayList<>();
        if (line.length() > ImportRules.LONGEST_ROW) {
            findings.add(RowFinding.ofRow(RowRule.ROW_TOO_LONG));
            return new Row(Map.of(), findings);
        }
        List<String> cells = CsvCells.of(line);
        addUnsayable(cells, findings);
        if (!findings.isEmpty()) {
            return new Row(Map.of(), findings);
        }
        if (cells.size() != columns.size()) {
            boolean empty = AmbiguousText.withoutBlanks(line).isEmpty();
            findings.add(RowFinding.ofRow(empty ? RowRule.EMPTY_LINE : RowRule.WRONG_NUMBER_OF_VALUES));
            return new Row(Map.of(), findings);
        }
        Map<String, String> values = byColumn(cells, CsvCells::trimmed);
        Map<String, String> bare = byColumn(cells, AmbiguousText::withoutBlanks);
        addFindings(values, findings);
        if (!bare.equals(values)) {
            findings = ofBothReadings(values, findings, bare);
        }
        return new Row(values, findings);
    }

    /** Refused for certain is what is refused whether or not an unusual blank is taken for a blank. */
    private List<RowFinding> ofBothReadings(
            Map<String, String> values, List<RowFinding> findings, Map<String, String> bare) {
        List<RowFinding> others = new ArrayList<>();
        addFindings(bare, others);
        List<RowFinding> both = new ArrayList<>();
        for (String column : columns) {
            if (!values.getOrDefault(column, "").equals(bare.get(column))) {
                both.add(RowFinding.in(column, RowRule.UNUSUAL_BLANK));
            }
        }
        if (isRefused(findings) && isRefused(others)) {
            both.addAll(others);
        }
        return both;
    }

    private static boolean isRefused(List<RowFinding> findings) {
        return findings.stream().anyMatch(finding -> finding.rule().effect() == RowRule.Effect.FAILED);
    }

    private Map<String, String> byColumn(List<String> cells, UnaryOperator<String> form) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            values.put(columns.get(i), form.apply(cells.get(i)));
        }
        return values;
    }

    /** Who may come in by a row that cannot be read for certain: by a reading that knows quotation marks, or none. */
    List<Map<String, String>> readings(String line) {
        List<Map<String, String>> readings = new ArrayList<>();
        for (List<String> cells : List.of(CsvCells.of(line), CsvCells.ofSpreadsheet(line, ','))) {
            if (cells.size() == columns.size()) {
                readings.add(byColumn(
                        cells,
                        cell -> AmbiguousText.withoutBlanks(
                                cell.replace("\"", "").replace("\\", ""))));
            }
        }
        return readings;
    }

    /** One finding of each kind: a spreadsheet that quotes one value quotes them all. */
    private void addUnsayable(List<String> cells, List<RowFinding> findings) {
        Map<RowRule, String> first = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (!AmbiguousText.isSayable(cell)) {
                RowRule rule = cell.indexOf('"') >= 0
                        ? RowRule.QUOTATION_MARK
                        : cell.indexOf('\\') >= 0 ? RowRule.BACKSLASH : RowRule.CONTROL_CHARACTER;
                first.putIfAbsent(rule, cells.size() == columns.size() ? columns.get(i) : "");
            }
        }
        first.forEach((rule, column) -> findings.add(RowFinding.in(column, rule)));
    }

    private void addFindings(Map<String, String> values, List<RowFinding> findings) {
        for (String column : columns) {
            String value = values.getOrDefault(column, "");
            if (!value.isEmpty()) {
                rule(column, value).ifPresent(rule -> findings.add(RowFinding.in(column, rule)));
            }
        }
        Map<String, String> attributes = usernames.attributes(values, findings);
        addContacts(values, attributes, findings);
    }

    private Optional<RowRule> rule(String column, String value) {
        if (column.equals(UsernameRule.COLUMN)) {
            return Optional.empty();
        }
        if (column.equals(MFA_ENABLED)) {
            return mfa(value);
        }
        AttributeSchema schema = pool.attributes().get(column);
        if (schema == null || !Attributes.isSettable(column)) {
            return Optional.of(column.equals("password_hash") ? RowRule.PASSWORD_HASH : RowRule.UNKNOWN_COLUMN);
        }
        return form(column, value).or(() -> schema.brokenBy(value));
    }

    private Optional<RowRule> mfa(String value) {
        if (!isFlag(value)) {
            return Optional.of(RowRule.NOT_TRUE_OR_FALSE);
        }
        boolean enabled = value.equalsIgnoreCase("true");
        if (pool.mfa() == MfaSetting.REQUIRED && !enabled) {
            return Optional.of(RowRule.MFA_IS_REQUIRED);
        }
        return pool.mfa() == MfaSetting.OFF && enabled ? Optional.of(RowRule.MFA_IS_OFF) : Optional.empty();
    }

    /** The forms that the file has of its own. */
    private static Optional<RowRule> form(String column, String value) {
        return switch (column) {
            case Attributes.EMAIL_VERIFIED, Attributes.PHONE_NUMBER_VERIFIED ->
                unless(isFlag(value), RowRule.NOT_TRUE_OR_FALSE);
            case Attributes.BIRTHDATE ->
                StoredDate.isInYearZero(value)
                        ? Optional.of(RowRule.VALUE_OF_TWO_READINGS)
                        : unless(StoredDate.isOneInFile(value), RowRule.INVALID_BIRTHDATE);
            case Attributes.UPDATED_AT -> updatedAt(value);
            case Attributes.EMAIL -> unless(UsernameRule.isEmail(value), RowRule.INVALID_EMAIL);
            case Attributes.PHONE_NUMBER -> unless(UsernameRule.isPhoneNumber(value), RowRule.INVALID_PHONE_NUMBER);
            default -> Optional.empty();
        };
    }

    private static Optional<RowRule> updatedAt(String value) {
        if (!EpochSeconds.isDigits(value)) {
            return Optional.of(RowRule.INVALID_UPDATED_AT);
        }
        return unless(EpochSeconds.isOne(value), RowRule.VALUE_OF_TWO_READINGS);
    }

    /** @param attributes the values, and what stands in for one that is not there */
    private void addContacts(Map<String, String> values, Map<String, String> attributes, List<RowFinding> findings) {
        for (String contact : CONTACTS) {
            boolean verified = "true".equalsIgnoreCase(values.get(Attributes.flagOf(contact)));
            if (verified && values.getOrDefault(contact, "").isEmpty()) {
                findings.add(RowFinding.in(contact, RowRule.FLAG_WITHOUT_CONTACT));
            }
        }
        if (!requirements.hasVerifiedContact(values)) {
            findings.add(RowFinding.ofRow(RowRule.NO_VERIFIED_CONTACT));
        }
        for (String name : requirements.missing(values)) {
            boolean standIn = !attributes.getOrDefault(name, "").isEmpty();
            findings.add(RowFinding.in(
                    name, standIn ? RowRule.CONTACT_ONLY_IN_USERNAME : RowRule.MISSING_REQUIRED_ATTRIBUTE));
        }
    }

    private static boolean isFlag(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    private static Optional<RowRule> unless(boolean fine, RowRule rule) {
        return fine ? Optional.empty() : Optional.of(rule);
    }
}
