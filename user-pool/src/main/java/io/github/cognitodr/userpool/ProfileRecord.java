package io.github.cognitodr.userpool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lossless form of a user in a snapshot: the names of ListUsers, times as ISO-8601 in UTC. Stateless.
 *
 * <pre>{@code
 * {"Username":"...","Attributes":[{"Name":"sub","Value":"..."}],"UserStatus":"CONFIRMED","Enabled":true,
 *  "UserCreateDate":"2026-11-22T06:30:00Z","UserLastModifiedDate":"2026-11-22T06:30:00Z"}
 * }</pre>
 */
public final class ProfileRecord {
    private ProfileRecord() {}

    public static Map<String, Object> of(UserProfile user) {
        List<Map<String, String>> attributes = new ArrayList<>();
        user.attributes().forEach((name, value) -> {
            Map<String, String> attribute = new LinkedHashMap<>();
            attribute.put("Name", name);
            attribute.put("Value", value);
            attributes.add(attribute);
        });
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("Username", user.username());
        record.put("Attributes", attributes);
        record.put("UserStatus", user.statusName());
        record.put("Enabled", user.enabled());
        user.createdAt().ifPresent(at -> record.put("UserCreateDate", at.toString()));
        user.lastModifiedAt().ifPresent(at -> record.put("UserLastModifiedDate", at.toString()));
        return record;
    }
}
