package io.github.cognitodr.infra;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Turns the JSON of {@code cdk.json} into {@link Settings}. Everything wrong is collected, so that a person mends the
 * file once; what AWS would refuse in the middle of a deployment is refused here.
 */
final class SettingsReader {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern DOMAIN_PREFIX = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,19}");
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    /** No fragment, no blank; plain http only to the developer's own machine: Cognito's rules. */
    private static final Pattern REDIRECT =
            Pattern.compile("(http://localhost(:\\d{1,5})?(/[^#\\s]*)?)|((?!http:)[a-z][a-z0-9+.-]*://[^#\\s]+)");

    /** Words that Cognito does not allow in a domain prefix. */
    private static final List<String> RESERVED = List.of("aws", "amazon", "cognito");

    /** A pool has at most 50 custom attributes, and {@code origin_sub} is one. */
    private static final int MAX_CUSTOM_ATTRIBUTES = 49;

    /** The retentions that CloudWatch Logs knows, in days. */
    private static final Map<Integer, RetentionDays> RETENTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry(1, RetentionDays.ONE_DAY),
            Map.entry(3, RetentionDays.THREE_DAYS),
            Map.entry(5, RetentionDays.FIVE_DAYS),
            Map.entry(7, RetentionDays.ONE_WEEK),
            Map.entry(14, RetentionDays.TWO_WEEKS),
            Map.entry(30, RetentionDays.ONE_MONTH),
            Map.entry(60, RetentionDays.TWO_MONTHS),
            Map.entry(90, RetentionDays.THREE_MONTHS),
            Map.entry(120, RetentionDays.FOUR_MONTHS),
            Map.entry(150, RetentionDays.FIVE_MONTHS),
            Map.entry(180, RetentionDays.SIX_MONTHS),
            Map.entry(365, RetentionDays.ONE_YEAR),
            Map.entry(400, RetentionDays.THIRTEEN_MONTHS),
            Map.entry(545, RetentionDays.EIGHTEEN_MONTHS),
            Map.entry(731, RetentionDays.TWO_YEARS),
            Map.entry(1096, RetentionDays.THREE_YEARS),
            Map.entry(1827, RetentionDays.FIVE_YEARS),
            Map.entry(3653, RetentionDays.TEN_YEARS)));

    private final Map<?, ?> values;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Map<?, ?> values) {
        this.values = values;
    }

    static Settings read(@Nullable Object context) {
        if (context != null && !(context instanceof Map)) {
            throw new InvalidSettingsException(
                    List.of("must be a JSON object; the command line cannot replace it with --context"));
        }
        return new SettingsReader(context == null ? Map.of() : (Map<?, ?>) context).settings();
    }

    private Settings settings() {
        String account = optional("account", ACCOUNT, "12 digits, as a string");
        String primaryRegion = region("primaryRegion", "ap-northeast-1");
        String standbyRegion = region("standbyRegion", "ap-northeast-3");
        if (primaryRegion.equals(standbyRegion)) {
            problems.add("standbyRegion must be another Region than primaryRegion (" + primaryRegion + ")");
        }
        Settings settings = new Settings(
                account,
                primaryRegion,
                standbyRegion,
                domainPrefix("primaryDomainPrefix"),
                domainPrefix("standbyDomainPrefix"),
                redirects("callbackUrls", 1),
                redirects("logoutUrls", 0),
                customAttributes(),
                number("passwordMinLength", 12, 12, 99),
                featurePlan(),
                sesSender(primaryRegion, standbyRegion),
                number("windowSeconds", 300, 1, 300),
                number("settleSeconds", 60, 0, 899),
                number("listUsersRps", 20, 1, 30),
                time("dailySnapshotAt", "18:00"),
                logRetention(),
                number("triggerMemoryMb", 1769, 1024, 10_240),
                number("retryMemoryMb", 512, 256, 10_240),
                number("snapshotMemoryMb", 1024, 512, 10_240));
        if (settings.windowSeconds() + settings.settleSeconds() > 900) {
            problems.add(
                    "windowSeconds + settleSeconds must be at most 900 (15 minutes, the longest delay of SQS), not "
                            + (settings.windowSeconds() + settings.settleSeconds()));
        }
        unknown("", values, known);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return settings;
    }

    private String region(String name, String byDefault) {
        String value = optional(name, REGION, "the code of a Region, such as " + byDefault);
        return value == null ? byDefault : value;
    }

    private @Nullable String domainPrefix(String name) {
        String allowed =
                "1 to 63 lower-case letters, digits and hyphens, no hyphen at either end, and without the words "
                        + String.join(", ", RESERVED);
        String value = optional(name, DOMAIN_PREFIX, allowed);
        if (value != null && RESERVED.stream().anyMatch(value::contains)) {
            problems.add(name + " must be " + allowed + ", not \"" + value + "\"");
        }
        return value;
    }

    private List<String> redirects(String name, int atLeast) {
        String allowed = (atLeast == 0 ? "a list of at most 100" : "a list of 1 to 100")
                + " addresses with https, a scheme of an application's own, or http to localhost, without a fragment";
        Object value = value(name);
        if (value == null && atLeast == 0) {
            return List.of();
        }
        List<String> urls = new ArrayList<>();
        if (!(value instanceof List<?> list) || list.size() < atLeast || list.size() > 100) {
            problems.add(name + " must be " + allowed);
            return urls;
        }
        for (Object url : list) {
            if (url instanceof String text
                    && text.length() <= 1024
                    && REDIRECT.matcher(text).matches()) {
                urls.add(text);
            } else {
                problems.add(name + " must be " + allowed + "; this is none: " + shown(url));
            }
        }
        return Collections.unmodifiableList(urls);
    }

    private Map<String, CustomAttribute> customAttributes() {
        Map<String, CustomAttribute> attributes = new LinkedHashMap<>();
        Object value = value("customAttributes");
        if (value == null) {
            return attributes;
        }
        if (!(value instanceof Map<?, ?> entries) || entries.size() > MAX_CUSTOM_ATTRIBUTES) {
            problems.add(
                    "customAttributes must be an object with at most " + MAX_CUSTOM_ATTRIBUTES + " attributes by name");
            return attributes;
        }
        entries.forEach((key, definition) -> {
            String name = String.valueOf(key);
            String path = "customAttributes." + name;
            if (!ATTRIBUTE_NAME.matcher(name).matches()) {
                problems.add(
                        path + " must be named with 1 to 20 letters, digits, _ and -, a letter first, without custom:");
            } else if (name.equals(Settings.ORIGIN_SUB)) {
                problems.add(path + " is made by the app itself and cannot be a setting");
            } else if (definition instanceof Map<?, ?> parts) {
                attributes.put(name, customAttribute(path, parts));
            } else {
                problems.add(path + " must be an object, such as {\"type\": \"String\"}");
            }
        });
        return Collections.unmodifiableMap(attributes);
    }

    private CustomAttribute customAttribute(String path, Map<?, ?> parts) {
        SettingsReader reader = new SettingsReader(parts);
        CustomAttribute.Type type = CustomAttribute.Type.STRING;
        Object given = reader.value("type");
        if (given instanceof String text
                && List.of("String", "Number", "Boolean", "DateTime").contains(text)) {
            type = CustomAttribute.Type.valueOf(text.toUpperCase(Locale.ROOT));
        } else {
            reader.problems.add("type must be String, Number, Boolean or DateTime, not " + shown(given));
        }
        if (type != CustomAttribute.Type.STRING && parts.containsKey("maxLength")) {
            reader.problems.add("maxLength belongs to the type String only");
        }
        CustomAttribute attribute = new CustomAttribute(
                type,
                reader.flag("mutable", true),
                reader.flag("userWritable", false),
                reader.number("maxLength", 256, 1, 2048));
        reader.problems.forEach(problem -> problems.add(path + "." + problem));
        unknown(path + ".", parts, reader.known);
        return attribute;
    }

    private FeaturePlan featurePlan() {
        String allowed = "ESSENTIALS or PLUS (LITE has no managed login)";
        String value = optional("featurePlan", Pattern.compile("ESSENTIALS|PLUS"), allowed);
        return "PLUS".equals(value) ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS;
    }

    private @Nullable SesSender sesSender(String primaryRegion, String standbyRegion) {
        String from = optional("sesFromAddress", EMAIL, "an e-mail address without a name");
        boolean domainVerified = flag("sesDomainVerified", false);
        String primary = region("sesPrimaryRegion", primaryRegion);
        String standby = region("sesStandbyRegion", standbyRegion);
        if (from == null) {
            for (String name : List.of("sesDomainVerified", "sesPrimaryRegion", "sesStandbyRegion")) {
                if (values.containsKey(name)) {
                    problems.add(name + " needs sesFromAddress");
                }
            }
            return null;
        }
        if (standby.equals(primaryRegion) && !primaryRegion.equals(standbyRegion)) {
            problems.add("sesStandbyRegion must not be the primary Region (" + primaryRegion
                    + "), which is down when the standby has to send mail");
        }
        return new SesSender(from, domainVerified, primary, standby);
    }

    private LocalTime time(String name, String byDefault) {
        Object value = value(name);
        try {
            if (value == null || value instanceof String) {
                return LocalTime.parse(value == null ? byDefault : (String) value);
            }
        } catch (DateTimeParseException e) {
            // Reported below, like a value that is no string.
        }
        problems.add(name + " must be a time of day in UTC, HH:mm, not " + shown(value));
        return LocalTime.MIDNIGHT;
    }

    private RetentionDays logRetention() {
        int days = number("logRetentionDays", 90, 1, 3653);
        RetentionDays retention = RETENTIONS.get(days);
        if (retention == null) {
            problems.add("logRetentionDays must be one of " + RETENTIONS.keySet() + ", not " + days);
            return RetentionDays.THREE_MONTHS;
        }
        return retention;
    }

    private int number(String name, int byDefault, int min, int max) {
        Object value = value(name);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof Number number) {
            double exact = number.doubleValue();
            if (exact == Math.rint(exact) && exact >= min && exact <= max) {
                return number.intValue();
            }
        }
        problems.add(name + " must be a whole number from " + min + " to " + max + ", not " + shown(value));
        return byDefault;
    }

    private boolean flag(String name, boolean byDefault) {
        Object value = value(name);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        problems.add(name + " must be true or false, not " + shown(value));
        return byDefault;
    }

    private @Nullable String optional(String name, Pattern pattern, String allowed) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && pattern.matcher(text).matches()) {
            return text;
        }
        problems.add(name + " must be " + allowed + ", not " + shown(value));
        return null;
    }

    private @Nullable Object value(String name) {
        known.add(name);
        return values.get(name);
    }

    private void unknown(String prefix, Map<?, ?> given, Set<String> names) {
        for (Object name : given.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                problems.add(prefix + name + " is unknown; the settings here are " + String.join(", ", names));
            }
        }
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
