package io.vecstore.testkit;

import java.util.List;

/**
 * Writes a {@code tokenizer.json} that splits at white space and looks words up. Ids: 0 {@code [PAD]}, 1
 * {@code [CLS]}, 2 {@code [SEP]}, 3 {@code [UNK]}, then the words from 4 on. Templates are BERT's:
 * {@code [CLS] A [SEP]} and {@code [CLS] A [SEP] B [SEP]} with type 1 from B on. Like the files that one finds,
 * it also asks for truncation at 4 tokens and for padding to 8, neither of which a user wants.
 */
public final class TinyTokenizer {
    public static final int PAD = 0;
    public static final int CLS = 1;
    public static final int SEP = 2;
    public static final int UNK = 3;

    private TinyTokenizer() {}

    /** The id of the word at {@code index} of the list given to {@link #json}. */
    public static int idOf(int index) {
        return UNK + 1 + index;
    }

    public static String json(List<String> words) {
        StringBuilder vocabulary = new StringBuilder("\"[PAD]\":0,\"[CLS]\":1,\"[SEP]\":2,\"[UNK]\":3");
        for (int i = 0; i < words.size(); i++) {
            vocabulary.append(",\"%s\":%d".formatted(words.get(i), idOf(i)));
        }
        return """
                {"version": "1.0",
                 "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
                 "padding": {"strategy": {"Fixed": 8}, "direction": "Right", "pad_to_multiple_of": null,
                             "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
                 "added_tokens": [%s, %s, %s, %s],
                 "normalizer": null,
                 "pre_tokenizer": {"type": "WhitespaceSplit"},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [%s, {"Sequence": {"id": "A", "type_id": 0}}, %s],
                   "pair": [%s, {"Sequence": {"id": "A", "type_id": 0}}, %s,
                            {"Sequence": {"id": "B", "type_id": 1}}, %s],
                   "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
                                      "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]}}},
                 "decoder": null,
                 "model": {"type": "WordLevel", "vocab": {%s}, "unk_token": "[UNK]"}}
                """.formatted(
                        added(PAD, "[PAD]"),
                        added(CLS, "[CLS]"),
                        added(SEP, "[SEP]"),
                        added(UNK, "[UNK]"),
                        special("[CLS]", 0),
                        special("[SEP]", 0),
                        special("[CLS]", 0),
                        special("[SEP]", 0),
                        special("[SEP]", 1),
                        vocabulary);
    }

    private static String added(int id, String token) {
        return """
                {"id": %d, "content": "%s", "single_word": false, "lstrip": false, "rstrip": false,
                 "normalized": false, "special": true}""".formatted(id, token);
    }

    private static String special(String token, int type) {
        return "{\"SpecialToken\": {\"id\": \"%s\", \"type_id\": %d}}".formatted(token, type);
    }
}
