package io.github.cognitodr.drill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the modules: down only, and none from the product to the sandbox or back. */
class ArchitectureTest {
    private static final String ROOT = "io.github.cognitodr.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.cognitodr");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(List.of("userpool", "replicate", "backup", "operator", "sandbox", "drill"))
                .allSatisfy(module -> assertThat(CLASSES)
                        .anyMatch(type -> type.getPackageName().startsWith(ROOT + module)));
    }

    @ParameterizedTest
    @CsvSource({
        "userpool, ''",
        "sandbox, ''",
        "replicate, userpool",
        "backup, userpool",
        "operator, userpool",
        "drill, sandbox",
    })
    void aModuleUsesOnlyTheOnesBelowIt(String module, String below) {
        String[] allowed = below.isEmpty() ? new String[] {module} : new String[] {module, below};

        classes()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .onlyDependOnClassesThat(outsideOfTheProjectOrIn(allowed))
                .check(CLASSES);
    }

    @Test
    void opencsvStaysBehindTheDialect() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.userpool\\.csv\\.CsvDialect([$].*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.opencsv..")
                .check(CLASSES);
    }

    @Test
    void theRulesOfUsersKnowNoClient() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "userpool", ROOT + "userpool.csv", ROOT + "userpool.listing", ROOT + "userpool.snapshot")
                .and()
                .doNotHaveFullyQualifiedName("io.github.cognitodr.userpool.Json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void theJsonOfTheSdkStaysBehindOneClass() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.github.cognitodr.userpool.Json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.protocols..")
                .check(CLASSES);
    }

    @Test
    void functionsWriteOnlyToTheirLog() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "userpool..", ROOT + "replicate..", ROOT + "backup..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> outsideOfTheProjectOrIn(String... modules) {
        return DescribedPredicate.describe(
                "outside of the project or in " + Arrays.toString(modules),
                type -> !type.getPackageName().startsWith(ROOT)
                        || Arrays.stream(modules)
                                .anyMatch(module -> (type.getPackageName() + ".").startsWith(ROOT + module + ".")));
    }
}
