package io.vecstore.text.split;

import io.vecstore.text.Heading;
import io.vecstore.text.Page;
import io.vecstore.text.ParsedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents of prose, lists, code, emoji, CJK, combining marks and runs without any boundary. */
final class RandomDocuments {
    private static final String[] WORDS = {
        "a",
        "pump",
        "valves",
        "Dr.",
        "e.g.",
        "3.14",
        "and",
        "responsibility",
        "x-ray",
        "\u00FCber",
        "na\u00EFve",
        "\u65E5\u672C\u8A9E\u306E\u6587\u7AE0\u3002",
        "\uD83D\uDE00",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "e\u0301\u0323\u0302",
        "\u0627\u0644\u0639\u0631\u0628\u064A\u0629",
        "https://example.org/a/very/long/path?with=parameters&and=more",
        "0123456789".repeat(6),
        "\u200B",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "- item",
        "if(x){y();}",
    };
    private static final String[] GAPS = {
        " ", " ", " ", " ", ". ", ", ", "! ", "\n", "\n\n", "\n \n", "\t", "\u00A0", "   ", "", "\n\n\n"
    };

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    private RandomDocuments(long seed) {
        this.random = new Random(seed);
    }

    static ParsedDocument of(long seed) {
        return new RandomDocuments(seed).build();
    }

    private ParsedDocument build() {
        int parts = random.nextInt(12);
        int pageStart = 0;
        for (int i = 0; i < parts; i++) {
            if (random.nextInt(3) == 0) {
                text.append(random.nextBoolean() ? "\n\n" : "\n");
                Heading heading = new Heading(1 + random.nextInt(6), "Heading " + i, text.length());
                headings.add(heading);
                text.append(heading.text()).append('\n');
            }
            appendWords(random.nextInt(60));
            if (random.nextInt(4) == 0 && text.length() > pageStart) {
                pages.add(new Page(pages.size() + 1, pageStart, text.length()));
                pageStart = text.length();
            }
        }
        return ParsedDocument.builder("random", text.toString())
                .headings(headings)
                .pages(pages)
                .build();
    }

    private void appendWords(int count) {
        for (int i = 0; i < count; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(GAPS[random.nextInt(GAPS.length)]);
        }
    }
}
