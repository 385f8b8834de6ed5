package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void keepsTheOrderAndEveryCharacter() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("z", "山田, \"x\" \\ \n \u0001 😀");
        object.put("a", "");

        byte[] json = Json.write(object);

        assertThat(new String(json, StandardCharsets.UTF_8))
                .startsWith("{\"z\":")
                .doesNotContain("\n");
        assertThat(Json.readObject(json)).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "7", "{", "{\"a\":", "secret"})
    void whatIsNoObjectIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Json.readObject(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}secret", "{}{}", "{},{}", "{}]", "{}}", "{\"a\":\"\\\"}\"}}", "{\"a\":{}}\n{}", "{}\0"})
    void whatStandsBehindAnObjectIsNotPassedOver(String text) {
        assertThatThrownBy(() -> Json.readObject(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("Not one JSON object: something stands behind it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} \r\n\t", " {\"a\":\"}{\\\"}\\\\\"} ", "{\"a\":{\"b\":[{}]}}\n", "\ufeff{}"})
    void blanksAroundAnObjectAreNothing(String text) {
        assertThat(Json.readObject(text.getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    @Test
    void aNumberBeyondAllBoundsIsMalformed() {
        assertThatThrownBy(() -> Json.readObject("{\"a\":1e99999999999}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void keepsEveryKindOfValue() {
        String json = "{\"a\":[1,-9007199254740993,1.50,true,false,null,\"x\",{\"b\":[]}]}";

        assertThat(new String(
                        Json.write(Json.readObject(json.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8))
                .isEqualTo(json);
    }

    @Test
    void whatJsonHasNoFormForIsRefused() {
        assertThatThrownBy(() -> Json.write(Map.of("a", new Object()))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordLosesNothing() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("sub", "s");
        attributes.put("name", "");
        UserProfile user = new UserProfile(
                "u",
                attributes,
                "SOMETHING_NEW",
                false,
                Optional.of(Instant.parse("2026-11-22T06:30:00.123Z")),
                Optional.empty());

        assertThat(Json.readObject(Json.write(ProfileRecord.of(user))))
                .isEqualTo(Map.of(
                        "Username", "u",
                        "Attributes", List.of(Map.of("Name", "sub", "Value", "s"), Map.of("Name", "name", "Value", "")),
                        "UserStatus", "SOMETHING_NEW",
                        "Enabled", false,
                        "UserCreateDate", "2026-11-22T06:30:00.123Z"));
    }
}
