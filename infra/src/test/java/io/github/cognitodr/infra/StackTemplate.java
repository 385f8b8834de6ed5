package io.github.cognitodr.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template in a form that a test can state by hand: logical ids without their hashes, and intrinsic functions as
 * text. {@code ${UsersPool.Arn}} is the ARN of the stack's pool, {@code ${CognitoDrStandby:UsersPool.Arn}} that of the
 * other stack's; a reference to an output that the other stack does not have fails the test.
 */
final class StackTemplate {

    private static final Pattern HASH = Pattern.compile("[0-9A-F]{8}([0-9a-f]{32})?$");

    private final JsonNode json;
    private final @Nullable StackTemplate other;

    StackTemplate(JsonNode json, @Nullable StackTemplate other) {
        this.json = json;
        this.other = other;
    }

    JsonNode json() {
        return json;
    }

    /** The resources of a type by their ids without hashes. */
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        json.get("Resources").properties().forEach(entry -> {
            if (entry.getValue().get("Type").asText().equals(type)) {
                found.put(unhashed(entry.getKey()), entry.getValue());
            }
        });
        return found;
    }

    JsonNode resource(String type, String id) {
        JsonNode resource = resources(type).get(id);
        if (resource == null) {
            throw new AssertionError(
                    "no " + type + " " + id + " among " + resources(type).keySet());
        }
        return resource;
    }

    /** The properties of a resource, with intrinsic functions as text. */
    JsonNode properties(String type, String id) {
        return readable(resource(type, id).get("Properties"));
    }

    /** The properties of the only resource of its type. */
    JsonNode properties(String type) {
        Map<String, JsonNode> found = resources(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources of type " + type + ", not one");
        }
        return readable(found.values().iterator().next().get("Properties"));
    }

    /** Every statement of the policies attached to a role, one line an action and resource, conditions behind. */
    Set<String> permissions(String role) {
        return permissionsByName("${" + role + "}");
    }

    /** The same for a role that another stack makes. */
    Set<String> permissionsByName(String role) {
        Set<String> lines = new TreeSet<>();
        resources("AWS::IAM::Policy").values().forEach(policy -> {
            JsonNode properties = readable(policy.get("Properties"));
            if (texts(properties.get("Roles")).contains(role)) {
                lines.addAll(statements(properties.get("PolicyDocument")));
            }
        });
        return lines;
    }

    /** A policy document, one line an action and resource. */
    static List<String> statements(JsonNode document) {
        List<String> lines = new ArrayList<>();
        for (JsonNode statement : document.get("Statement")) {
            String condition = statement.has("Condition") ? " if " + Json.sorted(statement.get("Condition")) : "";
            for (String action : texts(statement.get("Action"))) {
                for (String resource : texts(statement.get("Resource"))) {
                    String effect = statement.get("Effect").asText();
                    lines.add((effect.equals("Allow") ? "" : effect + " ") + action + " on " + resource + condition);
                }
            }
        }
        return lines;
    }

    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        json.get("Outputs")
                .properties()
                .forEach(entry -> outputs.put(
                        entry.getKey(), readable(entry.getValue().get("Value")).asText()));
        return outputs;
    }

    /** Calls back with each {@code Ref} and {@code Fn::GetAtt}: the kind, and the id it names, hash and all. */
    void references(BiConsumer<String, String> callback) {
        references(json, callback);
    }

    private static void references(JsonNode node, BiConsumer<String, String> callback) {
        node.properties().forEach(entry -> {
            if (entry.getKey().equals("Ref")) {
                callback.accept("Ref", entry.getValue().asText());
            } else if (entry.getKey().equals("Fn::GetAtt")) {
                callback.accept("Fn::GetAtt", entry.getValue().get(0).asText());
            }
        });
        node.forEach(child -> references(child, callback));
    }

    static List<String> texts(JsonNode textOrTexts) {
        List<String> texts = new ArrayList<>();
        if (textOrTexts.isArray()) {
            textOrTexts.forEach(text -> texts.add(text.asText()));
        } else {
            texts.add(textOrTexts.asText());
        }
        return texts;
    }

    static String unhashed(String logicalId) {
        return HASH.matcher(logicalId).replaceFirst("");
    }

    JsonNode readable(JsonNode node) {
        if (node.isObject() && node.size() == 1) {
            String text = intrinsic(node.fieldNames().next(), node.elements().next());
            if (text != null) {
                return JsonNodeFactory.instance.textNode(text);
            }
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> copy.set(entry.getKey(), readable(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(child -> copy.add(readable(child)));
            return copy;
        }
        return node;
    }

    private @Nullable String intrinsic(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> "${" + unhashed(argument.asText()) + "}";
            case "Fn::GetAtt" ->
                "${" + unhashed(argument.get(0).asText()) + "."
                        + argument.get(1).asText() + "}";
            case "Fn::Sub" -> argument.asText();
            case "Fn::Join" -> String.join(argument.get(0).asText(), texts(readable(argument.get(1))));
            case "Fn::Split" -> readable(argument.get(1)).asText();
            case "Fn::Select" -> {
                JsonNode list = argument.get(1);
                String separator = list.at("/Fn::Split/0").asText();
                String[] parts = readable(list).asText().split(Pattern.quote(separator), -1);
                int index = argument.get(0).asInt();
                yield index < parts.length
                        ? parts[index]
                        : "part " + index + " of " + readable(list).asText();
            }
            case "Fn::GetStackOutput" -> otherOutput(argument);
            default -> null;
        };
    }

    private String otherOutput(JsonNode reference) {
        if (other == null) {
            throw new AssertionError("this stack must not refer to another: " + reference);
        }
        String stack = reference.get("StackName").asText();
        String value = other.outputs().get(reference.get("OutputName").asText());
        if (value == null) {
            throw new AssertionError(stack + " has no output " + reference.get("OutputName"));
        }
        return "${" + stack + ":" + value.substring(2);
    }
}
