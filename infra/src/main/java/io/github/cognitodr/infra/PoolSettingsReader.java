package io.github.cognitodr.infra;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cognito.FeaturePlan;

/** Reads {@link PoolSettings}. What Cognito would refuse in the middle of a deployment is refused here. */
final class PoolSettingsReader {

    private static final Pattern DOMAIN_PREFIX = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,19}");
    private static final Pattern CLIENT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,31}");
    /** No fragment, no blank; plain http only to the developer's own machine: Cognito's rules. */
    private static final Pattern REDIRECT =
            Pattern.compile("(http://localhost(:\\d{1,5})?(/[^#\\s]*)?)|((?!http:)[a-z][a-z0-9+.-]*://[^#\\s]+)");

    private static final int LONGEST_REDIRECT = 1024;
    private static final int MAX_REDIRECTS = 100;

    /** Words that Cognito does not allow in a domain prefix. */
    private static final List<String> RESERVED = List.of("aws", "amazon", "cognito");

    /** A pool has at most 50 custom attributes, and {@code origin_sub} is one. */
    private static final int MAX_CUSTOM_ATTRIBUTES = 49;

    /** Far below Cognito's 1,000 a pool: each is a few resources of a template, which has 500. */
    private static final int MAX_CLIENTS = 50;

    private final RawSettings raw;
    private final Set<String> clientNames = new HashSet<>();

    PoolSettingsReader(RawSettings raw) {
        this.raw = raw;
    }

    PoolSettings read() {
        return new PoolSettings(
                signIn(),
                appClients(),
                customAttributes(),
                raw.texts(
                        "requiredAttributes",
                        0,
                        StandardAttributeNames.all().size(),
                        StandardAttributeNames.all()::contains,
                        "a list of standard attributes: " + String.join(", ", StandardAttributeNames.all())),
                raw.number("passwordMinLength", 12, 12, 99),
                featurePlan(),
                domainPrefix("primaryDomainPrefix"),
                domainPrefix("standbyDomainPrefix"));
    }

    private SignIn signIn() {
        SignIn signIn = raw.constant(
                "signInWith",
                SignIn.BY_ATTRIBUTE,
                SignIn.EMAIL,
                "\"email\" or \"phone_number\", and not both: where people sign in with either, one person has two keys, and"
                        + " a copy made by the one and an import matched by the other would be two users");
        return signIn == null ? SignIn.EMAIL : signIn;
    }

    private Map<String, AppClient> appClients() {
        return raw.objects(
                "appClients",
                1,
                MAX_CLIENTS,
                "an object with 1 to " + MAX_CLIENTS + " applications by name",
                this::clientNameProblem,
                "{\"callbackUrls\": [\"https://app.example.com/callback\"]}",
                (name, client) -> new AppClient(
                        redirects(client, "callbackUrls", 1),
                        redirects(client, "logoutUrls", 0),
                        client.flag("secret", false)));
    }

    /** Names become names of outputs, which have letters and digits only. */
    private @Nullable String clientNameProblem(String name) {
        if (!CLIENT_NAME.matcher(name).matches()) {
            return "must be named with 1 to 32 letters and digits, a letter first";
        }
        return clientNames.add(name.toLowerCase(Locale.ROOT))
                ? null
                : "is named like another, but for upper and lower case";
    }

    private static List<String> redirects(RawSettings client, String name, int atLeast) {
        Predicate<String> isRedirect =
                url -> url.length() <= LONGEST_REDIRECT && REDIRECT.matcher(url).matches();
        return client.texts(
                name,
                atLeast,
                MAX_REDIRECTS,
                isRedirect,
                (atLeast == 0 ? "a list of at most " : "a list of 1 to ") + MAX_REDIRECTS
                        + " addresses with https, a scheme of an application's own, or http to localhost, without a fragment");
    }

    private Map<String, CustomAttribute> customAttributes() {
        return raw.objects(
                "customAttributes",
                0,
                MAX_CUSTOM_ATTRIBUTES,
                "an object with at most " + MAX_CUSTOM_ATTRIBUTES + " attributes by name",
                PoolSettingsReader::attributeNameProblem,
                "{\"type\": \"String\"}",
                (name, attribute) -> customAttribute(attribute));
    }

    private static @Nullable String attributeNameProblem(String name) {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            return "must be named with 1 to 20 letters, digits, _ and -, a letter first, without custom:";
        }
        return name.equals(Settings.ORIGIN_SUB) ? "is made by the app itself and cannot be a setting" : null;
    }

    private static CustomAttribute customAttribute(RawSettings attribute) {
        CustomAttribute.Type type =
                attribute.constant("type", CustomAttribute.Type.BY_NAME, null, "String, Number, Boolean or DateTime");
        if (type != null && type != CustomAttribute.Type.STRING && attribute.has("maxLength")) {
            attribute.problem("maxLength belongs to the type String only");
        }
        return new CustomAttribute(
                type == null ? CustomAttribute.Type.STRING : type,
                attribute.flag("mutable", true),
                attribute.flag("userWritable", false),
                attribute.number("maxLength", 256, 1, 2048));
    }

    private FeaturePlan featurePlan() {
        FeaturePlan plan = raw.constant(
                "featurePlan",
                Map.of("ESSENTIALS", FeaturePlan.ESSENTIALS, "PLUS", FeaturePlan.PLUS),
                FeaturePlan.ESSENTIALS,
                "ESSENTIALS or PLUS (LITE has no managed login)");
        return plan == null ? FeaturePlan.ESSENTIALS : plan;
    }

    private @Nullable String domainPrefix(String name) {
        return raw.text(
                name,
                prefix -> DOMAIN_PREFIX.matcher(prefix).matches()
                        && RESERVED.stream().noneMatch(prefix::contains),
                "1 to 63 lower-case letters, digits and hyphens, no hyphen at either end, and without the words "
                        + String.join(", ", RESERVED));
    }
}
