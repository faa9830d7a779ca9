package io.vecstore.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Users are measured, not the internals: only the judge of recall and the kernels' harness may see those. */
class PublicApiTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vecstore.bench");

    @Test
    void benchmarks_useThePublicApiOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.vecstore.bench.data..", "io.vecstore.bench.kernels..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vecstore.internal..")
                .check(classes);
    }
}
