package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedColumnTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 16, 32})
    void unpack_everyLength_givesBackWhatWasPacked(int width) {
        Random random = new Random(width);
        for (int count = 1; count <= TermPostings.BLOCK_SIZE; count++) {
            int[] values = new int[count];
            Arrays.setAll(values, i -> width == 0 ? 0 : random.nextInt() >>> (Integer.SIZE - width));
            int[] words = pack(values, width);
            assertThat(words).hasSize(PackedColumn.words(width, count));

            int[] unpacked = new int[TermPostings.BLOCK_SIZE + PackedColumn.SLACK];
            PackedColumn.unpack(words, 0, width, count, 5, unpacked);
            for (int i = 0; i < count; i++) {
                assertThat(unpacked[i]).as("%s of %s", i, count).isEqualTo(values[i] + 5);
                assertThat(PackedColumn.get(words, 0, width, count, i))
                        .as("%s of %s", i, count)
                        .isEqualTo(values[i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,4", "15,4", "16,8", "255,8", "256,16", "65535,16", "65536,32", "2147483647,32", "-1,32"})
    void widthFor_anyNumber_isTheNarrowestThatHoldsIt(int number, int width) {
        assertThat(PackedColumn.widthFor(number)).isEqualTo(width);
    }

    private static int[] pack(int[] values, int width) {
        BinaryWriter out = BinaryWriter.toMemory();
        PackedColumn.pack(values, values.length, width, out);
        return MemorySegment.ofArray(out.toByteArray()).toArray(Layouts.INT);
    }
}
