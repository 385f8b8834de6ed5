package io.github.cognitodr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class SlimJarTest {
    @TempDir
    private Path folder = Path.of(".");

    /** The class that is made slim. */
    public static final class Doubler implements IntUnaryOperator {
        @Override
        public int applyAsInt(int operand) {
            int twice = 2 * operand;
            if (twice < 0) {
                throw new IllegalArgumentException("negative");
            }
            return twice;
        }
    }

    @Test
    void classesStillWorkAndTellTheirLines() throws Exception {
        Path slim = slim("slim.jar");

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {slim.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            IntUnaryOperator doubler = (IntUnaryOperator)
                    loader.loadClass(Doubler.class.getName()).getConstructor().newInstance();
            assertThat(doubler.applyAsInt(21)).isEqualTo(42);
        }
        assertThat(debugInformation(slim)).contains("line").doesNotContain("variable");
    }

    @Test
    void resourcesStayAsTheyAreAndFoldersGo() throws IOException {
        try (ZipFile slim = new ZipFile(slim("slim.jar").toFile())) {
            assertThat(slim.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "META-INF/services/x", Doubler.class.getName().replace('.', '/') + ".class");
            assertThat(slim.getInputStream(slim.getEntry("META-INF/services/x")).readAllBytes())
                    .asString()
                    .isEqualTo("resource\n");
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        assertThat(slim("one.jar")).hasSameBinaryContentAs(slim("two.jar"));
    }

    private Path slim(String name) throws IOException {
        Path source = folder.resolve("source.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(source))) {
            jar.putNextEntry(new ZipEntry("META-INF/services/"));
            jar.putNextEntry(new ZipEntry(Doubler.class.getName().replace('.', '/') + ".class"));
            jar.write(classFile());
            jar.putNextEntry(new ZipEntry("META-INF/services/x"));
            jar.write("resource\n".getBytes(StandardCharsets.UTF_8));
        }
        Path slim = folder.resolve(name);
        SlimJar.write(source, slim);
        return slim;
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SlimJarTest.class.getResourceAsStream(SlimJarTest.class.getSimpleName() + "$Doubler.class"))) {
            return in.readAllBytes();
        }
    }

    private static List<String> debugInformation(Path jar) throws IOException {
        List<String> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(Doubler.class.getName().replace('.', '/') + ".class");
            new ClassReader(zip.getInputStream(entry).readAllBytes())
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String type, String generic, String[] exceptions) {
                                    return new MethodVisitor(Opcodes.ASM9) {
                                        @Override
                                        public void visitLineNumber(int line, Label start) {
                                            found.add("line");
                                        }

                                        @Override
                                        public void visitLocalVariable(
                                                String n, String t, String g, Label start, Label end, int index) {
                                            found.add("variable");
                                        }
                                    };
                                }
                            },
                            0);
        }
        return found;
    }
}
