package io.vecstore.chat.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes.txt",
                "../../etc/passwd",
                "..",
                ".hidden",
                "C:\\windows\\con",
                "a/b\u0000c",
                "Übersicht 2026 (neu).pdf",
                "\u202Etxt.exe",
                "100%.md",
                "<img src=x>.txt"
            })
    void encoded_anyName_isOneHarmlessFileNameAndDecodesToIt(String name) {
        String encoded = new UploadName(name).encoded();

        assertThat(encoded).matches("[A-Za-z0-9._ ()+,%-]+").doesNotStartWith(".");
        assertThat(Path.of("/up").resolve(encoded).normalize().getParent()).isEqualTo(Path.of("/up"));
        assertThat(UploadName.decoded(encoded)).isEqualTo(name);
    }

    @Test
    void uploadName_blankOrTooLong_isRefused() {
        assertThatThrownBy(() -> new UploadName(" "))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> new UploadName("ü".repeat(41)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("too long");
        assertThat(new UploadName("ü".repeat(40)).encoded()).hasSize(UploadName.MAX_ENCODED);
    }
}
