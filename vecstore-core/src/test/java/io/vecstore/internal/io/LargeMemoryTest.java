package io.vecstore.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeMemoryTest {

    @ParameterizedTest
    @ValueSource(longs = {64, 4_096, (2L << 20) - 64, 2L << 20, (5L << 20) + 64})
    void allocate_anySize_isZeroedAlignedAndWritable(long bytes) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = LargeMemory.allocate(bytes, arena);
            assertThat(memory.byteSize()).isEqualTo(bytes);
            assertThat(memory.address() % 64).isZero();
            for (long at = 0; at < bytes; at += 64) {
                assertThat(memory.get(Layouts.LONG, at)).isZero();
            }
            memory.set(Layouts.LONG, bytes - Long.BYTES, 42);
            assertThat(memory.get(Layouts.LONG, bytes - Long.BYTES)).isEqualTo(42);
        }
    }

    @Test
    void allocate_afterItsArenaIsClosed_isOutOfReach() {
        Arena arena = Arena.ofShared();
        MemorySegment memory = LargeMemory.allocate(3L << 20, arena);
        arena.close();
        assertThatThrownBy(() -> memory.get(Layouts.LONG, 0)).isInstanceOf(IllegalStateException.class);
    }
}
