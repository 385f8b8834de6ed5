package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDialectTest {

    @Test
    void nothingIsQuotedAndACommaIsEscaped() {
        assertThat(CsvDialect.row(List.of("a", "", "b,c", "1 Main St, Springfield", "山田 花子", "it's", "")))
                .isEqualTo("a,,b\\,c,1 Main St\\, Springfield,山田 花子,it's,\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "a\nb", "a\rb", "\u0000", "\u0085", "\u2028", "\u2029", "\ud800", "\udc00x"})
    void whatHasNoDocumentedFormIsRefused(String value) {
        assertThatThrownBy(() -> CsvDialect.row(List.of("a", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
    }

    /** opencsv keeps the error of a stream to itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamThatFailsIsNotTakenForOneThatWrites(boolean onlyWhenFlushed) {
        IOException full = new IOException("no space left");
        Writer failing = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                if (!onlyWhenFlushed) {
                    throw full;
                }
            }

            @Override
            public void flush() throws IOException {
                throw full;
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> CsvDialect.write(new String[] {"a", "b"}, failing))
                .isInstanceOf(IOException.class)
                .hasCause(full);
    }
}
