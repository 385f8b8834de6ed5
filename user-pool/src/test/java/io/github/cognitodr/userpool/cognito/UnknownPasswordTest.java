package io.github.cognitodr.userpool.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownPasswordTest {

    @Test
    void satisfiesEveryPolicyThatAPoolCanHave() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String password = UnknownPassword.make();

            assertThat(password)
                    .hasSize(128)
                    .matches("[\\x21-\\x7e]*")
                    .containsPattern("[A-Z]")
                    .containsPattern("[a-z]")
                    .containsPattern("[0-9]")
                    .containsPattern("[^A-Za-z0-9]");
            assertThat(seen.add(password)).isTrue();
        }
    }
}
