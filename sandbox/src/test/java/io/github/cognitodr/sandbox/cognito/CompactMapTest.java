package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompactMapTest {
    private final Map<String, String> given = new LinkedHashMap<>();
    private final CompactMap map;

    CompactMapTest() {
        given.put("sub", "1");
        given.put("email", "one@example.com");
        given.put("name", "");
        map = CompactMap.copyOf(given);
    }

    @Test
    void holdsWhatItWasMadeOfInItsOrder() {
        assertThat(map).isEqualTo(given).hasSameHashCodeAs(given).hasSize(3);
        assertThat(map.keySet()).containsExactly("sub", "email", "name");
        assertThat(map.get("email")).isEqualTo("one@example.com");
        assertThat(map.get("phone_number")).isNull();
        assertThat(map.containsKey("name")).isTrue();
        assertThat(map.containsKey("phone_number")).isFalse();
        assertThat(map.getOrDefault("phone_number", "none")).isEqualTo("none");
        List<String> walked = new ArrayList<>();
        map.forEach((name, value) -> walked.add(name + "=" + value));
        assertThat(walked).containsExactly("sub=1", "email=one@example.com", "name=");
    }

    @Test
    void neverChanges() {
        given.put("late", "x");
        assertThat(map).doesNotContainKey("late");
        assertThatThrownBy(() -> map.put("late", "x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("sub")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(CompactMap.copyOf(map)).isSameAs(map);
    }
}
