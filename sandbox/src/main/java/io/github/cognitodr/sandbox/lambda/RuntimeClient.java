package io.github.cognitodr.sandbox.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * AWS's runtime interface client as the managed runtime provides it: its jars before the function's, and the function's
 * own loaded by the client from the task root.
 */
final class RuntimeClient {

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** One class of each jar that the runtime client needs, its own first. */
    private static final List<String> PARTS = List.of(
            MAIN,
            "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    /**
     * Left to itself, the client unpacks its native code to one fixed file in /tmp, where children that start together
     * overwrite what another is just loading. It prefers a path that it is given.
     */
    private static final String LIBRARY_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final String classPath;
    private final Path library;

    private RuntimeClient(String classPath, Path library) {
        this.classPath = classPath;
        this.library = library;
    }

    /**
     * Finds the jars on this process's class path, and unpacks the native code.
     *
     * @throws UnsupportedOperationException on anything but Linux: the client has native code for nothing else
     */
    static RuntimeClient unpack(Path directory) {
        String os = System.getProperty("os.name", "");
        if (!os.toLowerCase(Locale.ROOT).contains("linux")) {
            throw new UnsupportedOperationException("AWS's Lambda runtime client runs on Linux only, this is " + os
                    + ": use a container or a virtual machine");
        }
        String classPath = PARTS.stream()
                .map(part -> jarOf(part).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        String resource = "/jni/libaws-lambda-jni." + platform() + ".so";
        Path library = directory.resolve("libaws-lambda-jni.so");
        try (InputStream in = load(MAIN).getResourceAsStream(resource)) {
            if (in == null) {
                throw new UnsupportedOperationException("AWS's Lambda runtime client has no " + resource);
            }
            Files.copy(in, library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RuntimeClient(classPath, library);
    }

    /** The command line that starts one execution environment. */
    List<String> command(FunctionDefinition definition, JavaRuntime java, Path taskRoot) {
        List<String> command = new ArrayList<>();
        command.add(java.home().resolve("bin").resolve("java").toString());
        // A part of the memory is left to everything that is not the heap.
        command.add("-Xmx" + definition.memoryMegabytes() * 85 / 100 + "m");
        command.addAll(java.options());
        command.addAll(ownOptions(definition));
        // The functions deploy on java25, where UTF-8 is the default charset whatever the locale; before JDK 18 it is
        // not.
        command.add("-Dfile.encoding=UTF-8");
        command.add("-D" + LIBRARY_PROPERTY + "=" + library);
        if (java.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(java.onClassPath() ? classPath + File.pathSeparator + TaskRoot.code(taskRoot) : classPath);
        command.add(MAIN);
        command.add(definition.handler());
        return command;
    }

    /**
     * "Lambda supports the JAVA_TOOL_OPTIONS environment variable to set additional command-line variables", also against
     * what Lambda sets by itself. (Developer guide, Customize Java runtime startup) A JVM alone would let its command
     * line win.
     */
    private static List<String> ownOptions(FunctionDefinition definition) {
        String options = definition.environment().getOrDefault("JAVA_TOOL_OPTIONS", "");
        return Pattern.compile("\\s+")
                .splitAsStream(options)
                .filter(option -> !option.isEmpty())
                .toList();
    }

    private static String platform() {
        boolean arm = System.getProperty("os.arch", "").equals("aarch64");
        boolean musl = Files.exists(Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1"));
        return (musl ? "linux_musl-" : "linux-") + (arm ? "aarch_64" : "x86_64");
    }

    private static Path jarOf(String className) {
        try {
            return Path.of(load(className)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String className) {
        try {
            return Class.forName(className, false, RuntimeClient.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the Lambda runtime client is not on the class path: " + className, e);
        }
    }
}
