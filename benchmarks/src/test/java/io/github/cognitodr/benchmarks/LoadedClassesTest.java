package io.github.cognitodr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {

    private static final LoadedClasses CLASSES = new LoadedClasses(
            List.of(
                    "[0.01s][info][class,load] java.lang.Object source: shared objects file",
                    "[0.09s][info][class,load] a.Handler source: shared objects file (top)",
                    "[0.10s][info][class,load] a.HandlerOfOthers source: file:/task/lib/function.jar",
                    "[0.30s][info][class,load] software.amazon.awssdk.http.SdkHttpClient source: file:/task/lib/function.jar",
                    "[0.30s][info][class,load] software.amazon.awssdk.http.async.SdkAsyncHttpClient source: file:/function.jar",
                    "[0.31s][info][class,load] software.amazon.awssdk.http.apache5.Apache5HttpClient source: file:/f.jar",
                    "[0.32s][info][class,load] software.amazon.awssdk.http.apache5.Apache5HttpClient$Builder source: file:/f.jar"));

    @Test
    void aClassOfAnArchiveIsToldFromOneOfAJar() {
        assertThat(CLASSES.isFromArchive("a.Handler")).isTrue();
        assertThat(CLASSES.isFromArchive("a.HandlerOfOthers")).isFalse();
        assertThat(CLASSES.isFromArchive("a.Nobody")).isFalse();
    }

    @Test
    void theHttpClientIsTheImplementationNotTheInterface() {
        assertThat(CLASSES.httpClient()).isEqualTo("Apache5");
    }

    @Test
    void aFunctionWithoutAnHttpClientDidNotCallAnybody() {
        assertThatThrownBy(() -> new LoadedClasses(List.of()).httpClient()).isInstanceOf(BenchmarkException.class);
    }
}
