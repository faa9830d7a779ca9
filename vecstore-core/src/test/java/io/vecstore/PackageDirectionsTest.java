package io.vecstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inside of the engine dependencies point one way: down this list, never up. */
class PackageDirectionsTest {

    private static final List<String> TOP_DOWN = List.of(
            "io.vecstore.internal.search",
            "io.vecstore.internal.store",
            "io.vecstore.internal.events",
            "io.vecstore.internal.segment",
            "io.vecstore.internal.wal",
            "io.vecstore.internal.bm25",
            "io.vecstore.internal.fields",
            "io.vecstore.internal.graph",
            "io.vecstore.internal.model",
            "io.vecstore.internal.simd",
            "io.vecstore.internal.io",
            "io.vecstore.error");

    /** The heap of best hits is the one thing of the top that the index below fills. */
    private static final String SHARED = "io.vecstore.internal.search.TopK";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vecstore");

    @Test
    void packages_ofTheEngine_dependDownwardsOnly() {
        for (int i = 1; i < TOP_DOWN.size(); i++) {
            List<String> above = new ArrayList<>(TOP_DOWN.subList(0, i));
            for (String upper : above) {
                noClasses()
                        .that()
                        .resideInAPackage(TOP_DOWN.get(i))
                        .should()
                        .dependOnClassesThat(DescribedPredicate.describe(
                                "reside in " + upper,
                                target -> target.getPackageName().equals(upper)
                                        && !target.getName().equals(SHARED)))
                        .check(classes);
            }
        }
    }

    @Test
    void publicPackages_besideTheRoot_knowNothingOfTheInternals() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.vecstore.analysis", "io.vecstore.filter", "io.vecstore.fusion", "io.vecstore.error")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vecstore.internal.store..", "io.vecstore.internal.segment..")
                .check(classes);
    }
}
