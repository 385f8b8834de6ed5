package io.github.cognitodr.sandbox.cognito;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * The users of a page of ListUsers, written as they are: a tree of nodes for each would cost more than all the rest of the
 * call. Each is the record of {@link User#json()}.
 *
 * @param wanted the attributes to show, which every user has; all where it is empty
 */
record UserPage(List<User> users, List<String> wanted) implements JacksonSerializable {
    private static final SerializedString USERNAME = new SerializedString("Username");
    private static final SerializedString ATTRIBUTES = new SerializedString("Attributes");
    private static final SerializedString NAME = new SerializedString("Name");
    private static final SerializedString VALUE = new SerializedString("Value");
    private static final SerializedString CREATED = new SerializedString("UserCreateDate");
    private static final SerializedString MODIFIED = new SerializedString("UserLastModifiedDate");
    private static final SerializedString ENABLED = new SerializedString("Enabled");
    private static final SerializedString STATUS = new SerializedString("UserStatus");

    @Override
    public void serialize(JsonGenerator json, SerializationContext context) {
        json.writeStartArray();
        for (User user : users) {
            write(user, json);
        }
        json.writeEndArray();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer types) {
        serialize(json, context);
    }

    private void write(User user, JsonGenerator json) {
        json.writeStartObject();
        json.writeName(USERNAME);
        json.writeString(user.username());
        json.writeName(ATTRIBUTES);
        json.writeStartArray();
        if (wanted.isEmpty()) {
            attribute("sub", user.sub(), json);
            for (Map.Entry<String, String> attribute : user.attributes().entrySet()) {
                attribute(attribute.getKey(), attribute.getValue(), json);
            }
        } else {
            for (String name : wanted) {
                attribute(name, String.valueOf(user.attribute(name)), json);
            }
        }
        json.writeEndArray();
        json.writeName(CREATED);
        json.writeNumber(Json.time(user.created()));
        json.writeName(MODIFIED);
        json.writeNumber(Json.time(user.modified()));
        json.writeName(ENABLED);
        json.writeBoolean(user.enabled());
        json.writeName(STATUS);
        json.writeString(user.status().name());
        json.writeEndObject();
    }

    private static void attribute(String name, String value, JsonGenerator json) {
        json.writeStartObject();
        json.writeName(NAME);
        json.writeString(name);
        json.writeName(VALUE);
        json.writeString(value);
        json.writeEndObject();
    }
}
