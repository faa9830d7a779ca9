package io.vecstore.pipeline;

import java.util.regex.Pattern;

/** Questions for a number, and sentences that have one. Knows English; questions in other languages ask for none. */
final class Quantities {

    private static final Pattern QUESTION = Pattern.compile(
            "\\bhow (long|far|much|many|often|quickly|fast|soon|late|early|large|small|big|high|low|deep|heavy|old|hot"
                    + "|cold)\\b"
                    + "|\\b(what|which) (\\w+ ){0,3}?(voltage|resistance|temperature|pressure|price|cost|number|amount"
                    + "|percentage|largest|smallest|highest|lowest|maximum|minimum)\\b"
                    + "|\\bcosts?\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile(
            "[0-9]|\\b(one|two|three|four|five|six|seven|eight|nine|ten|once|twice)\\b", Pattern.CASE_INSENSITIVE);

    private Quantities() {}

    static boolean areAskedFor(String question) {
        return QUESTION.matcher(question).find();
    }

    static boolean areIn(String sentence) {
        return NUMBER.matcher(sentence).find();
    }
}
