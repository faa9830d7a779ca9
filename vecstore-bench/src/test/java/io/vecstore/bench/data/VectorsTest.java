package io.vecstore.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsTest {

    @TempDir
    private Path folder;

    @Test
    void open_bytesOfAnFvecsFile_readsRows() throws IOException {
        Path file = folder.resolve("two.fvecs");
        Files.write(file, new byte[] {
            2, 0, 0, 0, 0, 0, (byte) 0x80, 0x3F, 0, 0, 0, (byte) 0xC0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3F
        });

        Vectors vectors = Vectors.open(file);

        assertThat(vectors.size()).isEqualTo(2);
        assertThat(vectors.dimension()).isEqualTo(2);
        assertThat(vectors.floats(0)).containsExactly(1f, -2f);
        assertThat(vectors.floats(1)).containsExactly(0f, 0.5f);
        assertThat(vectors.rawBytes()).isEqualTo(16);
    }

    @Test
    void open_whatWasWritten_readsTheSameRows() throws IOException {
        Path file = folder.resolve("three.ivecs");

        Vectors.writeInts(file, 3, row -> new int[] {row, -row});

        assertThat(Files.size(file)).isEqualTo(36);
        assertThat(Vectors.open(file).ints(2)).containsExactly(2, -2);
    }

    @Test
    void open_fileThatEndsInARow_namesSizeAndLength() throws IOException {
        Path file = Files.write(folder.resolve("torn.fvecs"), new byte[] {2, 0, 0, 0, 0, 0, 0, 0});

        assertThatThrownBy(() -> Vectors.open(file))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("8 bytes")
                .hasMessageContaining("length 2");
    }

    @Test
    void open_emptyFile_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("empty.fvecs"), new byte[0]);

        assertThatThrownBy(() -> Vectors.open(file)).isInstanceOf(BenchException.class);
    }

    @Test
    void open_rowsOfTwoLengths_namesThePlace() throws IOException {
        Path file =
                Files.write(folder.resolve("mixed.fvecs"), new byte[] {1, 0, 0, 0, 9, 9, 9, 9, 7, 0, 0, 0, 9, 9, 9, 9});

        assertThatThrownBy(() -> Vectors.open(file))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("byte 8 has the length 7");
    }

    @Test
    void open_noSuchFile_namesIt() {
        assertThatThrownBy(() -> Vectors.open(folder.resolve("none.fvecs")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("none.fvecs");
    }
}
