package io.vecstore.chat.answer;

/** Removes from a text what a reader would not see and a language model would read. */
final class PromptText {

    private PromptText() {}

    /** Without control characters (but line ends and tabs), zero-width, bidirectional and other format characters. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(PromptText::isVisible).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isVisible(int codePoint) {
        return codePoint == '\n'
                || codePoint == '\t'
                || switch (Character.getType(codePoint)) {
                    case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> false;
                    case Character.UNASSIGNED -> false;
                    default -> !isVariationSelector(codePoint);
                };
    }

    /** They can spell out whole hidden texts behind one visible character. */
    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
