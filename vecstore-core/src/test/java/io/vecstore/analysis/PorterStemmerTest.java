package io.vecstore.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PorterStemmerTest {

    private static final String[] SUFFIXES = {
        "", "s", "es", "ies", "sses", "ss", "ed", "eed", "ing", "y", "ational", "tional", "enci", "anci", "izer", "bli",
        "alli", "entli", "eli", "ousli", "ization", "ation", "ator", "alism", "iveness", "fulness", "ousness", "aliti",
        "iviti", "biliti", "logi", "icate", "ative", "alize", "iciti", "ical", "ful", "ness", "al", "ance", "ence",
        "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "sion", "tion", "ion", "ou", "ism", "ate", "iti",
        "ous", "ive", "ize", "e", "ll", "ly", "at", "bl", "iz"
    };

    /** The examples of the paper, step by step, and its two long ones. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                    caresses caress
                    ponies poni
                    ties ti
                    caress caress
                    cats cat
                    feed feed
                    agreed agre
                    plastered plaster
                    bled bled
                    motoring motor
                    sing sing
                    conflated conflat
                    troubled troubl
                    sized size
                    hopping hop
                    tanned tan
                    falling fall
                    hissing hiss
                    fizzed fizz
                    failing fail
                    filing file
                    happy happi
                    sky sky
                    relational relat
                    conditional condit
                    rational ration
                    digitizer digit
                    radicalli radic
                    differentli differ
                    vileli vile
                    analogousli analog
                    vietnamization vietnam
                    predication predic
                    operator oper
                    feudalism feudal
                    decisiveness decis
                    hopefulness hope
                    callousness callous
                    formaliti formal
                    sensitiviti sensit
                    sensibiliti sensibl
                    triplicate triplic
                    formative form
                    formalize formal
                    electriciti electr
                    electrical electr
                    hopeful hope
                    goodness good
                    revival reviv
                    allowance allow
                    inference infer
                    airliner airlin
                    gyroscopic gyroscop
                    adjustable adjust
                    defensible defens
                    irritant irrit
                    replacement replac
                    adjustment adjust
                    dependent depend
                    adoption adopt
                    homologou homolog
                    communism commun
                    activate activ
                    angulariti angular
                    homologous homolog
                    effective effect
                    bowdlerize bowdler
                    probate probat
                    rate rate
                    cease ceas
                    controll control
                    roll roll
                    generalizations gener
                    oscillators oscil
                    possibly possibl
                    archaeology archaeolog
                    as as
                    """)
    void stem_publishedExamples_giveThePublishedStems(String word, String stem) {
        assertThat(stem(word)).isEqualTo(stem);
    }

    @Test
    void stem_manyMadeUpWords_equalsLucene() throws IOException {
        Random random = new Random(1980);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            words.append(word(random)).append(' ');
        }
        try (Analyzer lucene = lucenePorter();
                TokenStream stream = lucene.tokenStream("text", words.toString())) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            for (String word : words.toString().trim().split(" ", -1)) {
                assertThat(stream.incrementToken()).isTrue();
                assertThat(stem(word)).as(word).isEqualTo(term.toString());
            }
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            String letters = random.nextInt(5) < 2 ? "aeiouy" : "bcdfghjklmnpqrstvwxyz'1";
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        word.append(SUFFIXES[random.nextInt(SUFFIXES.length)]);
        return word.append(random.nextInt(3) == 0 ? SUFFIXES[random.nextInt(SUFFIXES.length)] : "")
                .toString();
    }

    private static Analyzer lucenePorter() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = new WhitespaceTokenizer();
                return new TokenStreamComponents(words, new PorterStemFilter(words));
            }
        };
    }

    private static String stem(String word) {
        char[] chars = word.toCharArray();
        return new String(chars, 0, new PorterStemmer().stem(chars, chars.length));
    }
}
