/** The vecstore command. */
module io.vecstore.cli {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires io.vecstore.pipeline;

    opens io.vecstore.cli to
            info.picocli;
}
