package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLinesTest {
    /** A block of the reader, which no character may be torn by. */
    private static final int BLOCK = 1 << 16;

    private static List<String> read(CsvLines lines) throws IOException {
        List<String> read = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            read.add(line);
        }
        return read;
    }

    private static CsvLines of(byte[] bytes) {
        return new CsvLines(new ByteArrayInputStream(bytes));
    }

    private static CsvLines of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesEndAsOnUnixOrAsOnWindows() throws IOException {
        CsvLines lines = of("a\n\nb\r\n\r\nc");

        assertThat(read(lines)).containsExactly("a", "", "b", "", "c");
        assertThat(lines.lines()).isEqualTo(5);
        assertThat(lines.endOnWindows()).isTrue();
        assertThat(read(of(""))).isEmpty();
        assertThat(read(of("\n"))).containsExactly("");
    }

    @Test
    void aCarriageReturnElsewhereStays() throws IOException {
        CsvLines lines = of("a\rb\r\r\nc\r");

        assertThat(read(lines)).containsExactly("a\rb\r", "c\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "山", "😀", "\uFEFF", "\r\n", "\n"})
    void aBlockEndsAnywhere(String character) throws IOException {
        String line = "x".repeat(1_000) + "\n";
        String before = line.repeat(BLOCK / line.length());
        for (int missing = 0; missing < 6; missing++) {
            String text = before + "y".repeat(BLOCK - before.length() - missing) + character + "z\nend";

            assertThat(read(of(text))).containsExactlyElementsOf(Arrays.asList(text.split("\r?\n", -1)));
        }
    }

    @Test
    void bytesMayComeOneByOne() throws IOException {
        byte[] text = "a,山😀\r\nb".getBytes(StandardCharsets.UTF_8);
        InputStream slow = new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, 1);
            }
        };
        CsvLines lines = new CsvLines(slow);

        assertThat(read(lines)).containsExactly("a,山😀", "b");
        assertThat(lines.size()).isEqualTo(text.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void theLongestRowIsKeptWholeAndALongerOneShowsItself(String end) throws IOException {
        String longest = "x".repeat(ImportRules.LONGEST_ROW);

        assertThat(read(of(longest + end + longest + "x" + end + longest + "\r" + "x".repeat(BLOCK) + end + "a")))
                .containsExactly(longest, longest + "x", longest + "\r", "a");
    }

    @Test
    void whatIsNoUtf8IsNotRead() throws IOException {
        for (byte[] fault : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xe5, (byte) 0xb1})) {
            byte[] text = Arrays.copyOf("a\nb\nc".getBytes(StandardCharsets.UTF_8), 5 + fault.length);
            System.arraycopy(fault, 0, text, 5, fault.length);
            CsvLines lines = of(text);

            assertThat(read(lines)).containsExactly("a", "b");
            assertThat(lines.isMalformed()).isTrue();
            assertThat(lines.next()).isNull();
        }
    }
}
