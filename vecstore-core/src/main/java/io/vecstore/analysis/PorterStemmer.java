package io.vecstore.analysis;

/**
 * Porter's stemmer: M. F. Porter, <i>An algorithm for suffix stripping</i>, Program 14 (1980), with the two
 * departures of its author's own program, which Lucene shares (step 2 has {@code bli -> ble} for {@code abli ->
 * able}, and {@code logi -> log}), and words of one or two letters left alone. Works in place; one thread at a time.
 *
 * <p>The paper writes a word as [C](VC)^m[V] and calls m the measure of what stands before a suffix; {@code *v*} is
 * "contains a vowel", {@code *d} "ends with a double consonant", {@code *o} "ends consonant, vowel, consonant other
 * than w, x, y".
 */
final class PorterStemmer {

    private static final String[][] STEP_2 = {
        {"ational", "ate"},
        {"tional", "tion"},
        {"enci", "ence"},
        {"anci", "ance"},
        {"izer", "ize"},
        {"bli", "ble"},
        {"alli", "al"},
        {"entli", "ent"},
        {"eli", "e"},
        {"ousli", "ous"},
        {"ization", "ize"},
        {"ation", "ate"},
        {"ator", "ate"},
        {"alism", "al"},
        {"iveness", "ive"},
        {"fulness", "ful"},
        {"ousness", "ous"},
        {"aliti", "al"},
        {"iviti", "ive"},
        {"biliti", "ble"},
        {"logi", "log"}
    };

    private static final String[][] STEP_3 = {
        {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}
    };

    /** Every suffix stands behind the longer ones that end with it. */
    private static final String[] STEP_4 = {
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize"
    };

    private char[] word = new char[0];
    private int length;

    /** Stems the first {@code length} characters of {@code word}, in lower case, and returns the stem's length. */
    int stem(char[] word, int length) {
        if (length <= 2) {
            return length;
        }
        this.word = word;
        this.length = length;
        step1a();
        step1b();
        step1c();
        replaceFirstMatch(STEP_2);
        replaceFirstMatch(STEP_3);
        step4();
        step5();
        return this.length;
    }

    /** Plurals: sses -> ss, ies -> i, ss -> ss, s -> . */
    private void step1a() {
        if (endsWith("sses") || endsWith("ies")) {
            length -= 2;
        } else if (endsWith("s") && !endsWith("ss")) {
            length--;
        }
    }

    /** (m>0) eed -> ee, (*v*) ed -> , (*v*) ing -> , and what the last two leave is mended. */
    private void step1b() {
        if (endsWith("eed")) {
            if (measure(length - 3) > 0) {
                length--;
            }
        } else if (endsWith("ed") && hasVowel(length - 2)) {
            length -= 2;
            mendStem();
        } else if (endsWith("ing") && hasVowel(length - 3)) {
            length -= 3;
            mendStem();
        }
    }

    private void mendStem() {
        if (endsWith("at") || endsWith("bl") || endsWith("iz")) {
            word[length++] = 'e';
        } else if (endsWithDoubleConsonant()) {
            char last = word[length - 1];
            if (last != 'l' && last != 's' && last != 'z') {
                length--;
            }
        } else if (measure(length) == 1 && endsWithShortSyllable(length)) {
            word[length++] = 'e';
        }
    }

    /** (*v*) y -> i. */
    private void step1c() {
        if (endsWith("y") && hasVowel(length - 1)) {
            word[length - 1] = 'i';
        }
    }

    /** The first suffix that matches decides; it is replaced when m > 0 before it. */
    private void replaceFirstMatch(String[][] rules) {
        for (String[] rule : rules) {
            if (endsWith(rule[0])) {
                int stem = length - rule[0].length();
                if (measure(stem) > 0) {
                    rule[1].getChars(0, rule[1].length(), word, stem);
                    length = stem + rule[1].length();
                }
                return;
            }
        }
    }

    /** The first suffix that matches is dropped when m > 1 before it; "ion" only after s or t. */
    private void step4() {
        for (String suffix : STEP_4) {
            int stem = length - suffix.length();
            boolean matches = endsWith(suffix)
                    && (!suffix.equals("ion") || (stem > 0 && (word[stem - 1] == 's' || word[stem - 1] == 't')));
            if (matches) {
                if (measure(stem) > 1) {
                    length = stem;
                }
                return;
            }
        }
    }

    /** (m>1) e -> , (m=1 and not *o) e -> , (m>1) ll -> l. */
    private void step5() {
        if (endsWith("e")) {
            int before = measure(length - 1);
            if (before > 1 || (before == 1 && !endsWithShortSyllable(length - 1))) {
                length--;
            }
        }
        if (endsWith("ll") && measure(length) > 1) {
            length--;
        }
    }

    /** m: how often a vowel is followed by a consonant in the first {@code end} letters. */
    private int measure(int end) {
        int measure = 0;
        for (int i = 1; i < end; i++) {
            if (isConsonant(i) && !isConsonant(i - 1)) {
                measure++;
            }
        }
        return measure;
    }

    private boolean hasVowel(int end) {
        for (int i = 0; i < end; i++) {
            if (!isConsonant(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean endsWithDoubleConsonant() {
        return length > 1 && word[length - 1] == word[length - 2] && isConsonant(length - 1);
    }

    /** {@code *o} for the first {@code end} letters. */
    private boolean endsWithShortSyllable(int end) {
        if (end < 3 || !isConsonant(end - 1) || isConsonant(end - 2) || !isConsonant(end - 3)) {
            return false;
        }
        char last = word[end - 1];
        return last != 'w' && last != 'x' && last != 'y';
    }

    /** A y after a consonant is a vowel. */
    private boolean isConsonant(int at) {
        return switch (word[at]) {
            case 'a', 'e', 'i', 'o', 'u' -> false;
            case 'y' -> at == 0 || !isConsonant(at - 1);
            default -> true;
        };
    }

    private boolean endsWith(String suffix) {
        int from = length - suffix.length();
        if (from < 0) {
            return false;
        }
        for (int i = suffix.length() - 1; i >= 0; i--) {
            if (word[from + i] != suffix.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
