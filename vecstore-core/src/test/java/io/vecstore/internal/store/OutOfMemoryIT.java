package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.testkit.OutOfMemoryChild;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose heap is too small for what it is told to keep in memory. */
class OutOfMemoryIT {

    @TempDir
    Path folder;

    @Test
    void heap_exhausted_endsInATypedErrorAndTheStoreReopens() throws Exception {
        OutOfMemoryChild.Outcome outcome = OutOfMemoryChild.run(folder.resolve("db"), "48m");
        System.out.println("OutOfMemoryIT: " + outcome);
        assertThat(outcome.failure()).isEqualTo("storage");
        assertThat(outcome.acknowledged()).isPositive();
        OutOfMemoryChild.check(folder.resolve("db"), outcome);
    }
}
