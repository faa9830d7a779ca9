package io.vecstore.text.split;

import java.util.function.ToIntFunction;

/**
 * How large a text is: in characters, or in the tokens of some model. Thread-safe. Sizes may not be negative, and
 * should not shrink as a text grows; where one does, a splitter keeps its bound but may fill chunks less.
 */
public interface SizeFunction {
    /** UTF-16 units. */
    SizeFunction CHARACTERS = of("characters", CharSequence::length);

    /** The size of {@code text}. */
    int size(CharSequence text);

    /** Names the unit, and the tokenizer where there is one, so that stored chunks can be told from other ones. */
    String name();

    /** A size function of that name. */
    static SizeFunction of(String name, ToIntFunction<CharSequence> size) {
        return new SizeFunction() {
            @Override
            public int size(CharSequence text) {
                return size.applyAsInt(text);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
