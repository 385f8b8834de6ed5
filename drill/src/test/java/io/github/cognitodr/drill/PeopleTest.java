package io.github.cognitodr.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PeopleTest {

    @Test
    void everybodyHasAnAddressOfTheirOwnThatReachesNobody() {
        List<Person> people = People.tokyo(25);

        assertThat(people)
                .extracting(Person::email)
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("user\\d{4}@example\\.com"));
        assertThat(people.get(0).email()).isEqualTo("user0001@example.com");
        assertThat(People.osaka(26).email()).isEqualTo("user0026@example.com");
    }

    @Test
    void tenPeopleHaveEverythingThatIsHardToCopy() {
        String all = People.tokyo(10).stream()
                .flatMap(person -> person.attributes().values().stream())
                .collect(Collectors.joining());

        assertThat(all).contains("山田", "ü", ", Jr.", "\"", "محمد", "𠮷", "😀");
    }

    @Test
    void whoeverComesHomeByCsvHasACommaButNothingAmbiguous() {
        assertThat(People.osaka(11).attributes().values())
                .anyMatch(value -> value.contains(","))
                .noneMatch(value -> value.matches(".*[\"\\\\\\p{Cntrl}].*"));
    }

    @Test
    void nobodyIsNamedInALog() {
        assertThat(People.osaka(1)).hasToString("a person");
    }
}
