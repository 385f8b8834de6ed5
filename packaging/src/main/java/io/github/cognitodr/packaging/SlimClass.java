package io.github.cognitodr.packaging;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes out of a class what only a debugger and a compiler read: names of local variables, and annotations that the JVM
 * does not show at run time. Code, line numbers, names and signatures stay.
 */
final class SlimClass extends ClassVisitor {
    private static final int API = Opcodes.ASM9;

    private SlimClass(ClassWriter writer) {
        super(API, writer);
    }

    static byte[] of(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(new SlimClass(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return visible ? super.visitAnnotation(descriptor, true) : null;
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        return new FieldVisitor(API, super.visitField(access, name, descriptor, signature, value)) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return visible ? super.visitAnnotation(annotation, true) : null;
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(API, super.visitMethod(access, name, descriptor, signature, exceptions)) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                return visible ? super.visitAnnotation(annotation, true) : null;
            }

            @Override
            public void visitLocalVariable(
                    String variable, String type, @Nullable String generic, Label start, Label end, int index) {
                // left out
            }
        };
    }
}
