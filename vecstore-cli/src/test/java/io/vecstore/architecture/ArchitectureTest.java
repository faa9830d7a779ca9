package io.vecstore.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependencies between artifacts point down, as ARCHITECTURE.md draws them. */
class ArchitectureTest {

    private static final String[] CORE = {
        "io.vecstore",
        "io.vecstore.analysis..",
        "io.vecstore.error..",
        "io.vecstore.filter..",
        "io.vecstore.fusion..",
        "io.vecstore.internal.."
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vecstore");

    @Test
    void core_knowsNoModelNoParserAndNoPipeline() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vecstore.text..",
                        "io.vecstore.embeddings..",
                        "io.vecstore.pipeline..",
                        "io.vecstore.chat..",
                        "io.vecstore.cli..",
                        "ai.djl..",
                        "ai.onnxruntime..",
                        "org.apache.tika..",
                        "dev.langchain4j..")
                .check(classes);
    }

    @Test
    void text_knowsNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("io.vecstore.text..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vecstore", "io.vecstore.error..", "io.vecstore.embeddings..", "io.vecstore.pipeline..")
                .check(classes);
    }

    @Test
    void embeddings_knowNeitherStoreNorText() {
        noClasses()
                .that()
                .resideInAPackage("io.vecstore.embeddings..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vecstore", "io.vecstore.error..", "io.vecstore.text..", "io.vecstore.pipeline..")
                .check(classes);
    }

    @Test
    void pipeline_knowsNeitherChatbotNorCommand() {
        noClasses()
                .that()
                .resideInAnyPackage("io.vecstore.pipeline..", "io.vecstore.rerank..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vecstore.chat..", "io.vecstore.cli..")
                .check(classes);
    }

    @Test
    void chatbot_knowsNotTheCommand_andOnlyThePublicSideOfThePipeline() {
        noClasses()
                .that()
                .resideInAPackage("io.vecstore.chat..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vecstore.cli..", "io.vecstore.pipeline.internal..", "picocli..")
                .check(classes);
    }

    @Test
    void nobody_outsideOfCore_usesItsInternals() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.vecstore.text..",
                        "io.vecstore.embeddings..",
                        "io.vecstore.rerank..",
                        "io.vecstore.pipeline..",
                        "io.vecstore.chat..",
                        "io.vecstore.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vecstore.internal..")
                .check(classes);
    }
}
