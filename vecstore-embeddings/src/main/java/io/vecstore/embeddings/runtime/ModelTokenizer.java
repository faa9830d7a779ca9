package io.vecstore.embeddings.runtime;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A model's own tokenizer ({@code tokenizer.json} of Hugging Face), shared by threads. The truncation and
 * padding written in that file are switched off: they are those of whoever exported it, and a text cut at 128
 * tokens without a word is a text that is not found. Cutting is done here, on the finished sequence, so that
 * the template's special tokens stay in place whatever they are.
 */
public final class ModelTokenizer implements AutoCloseable {
    /** Characters given to the native tokenizer at once; it takes about 100 bytes of memory for each. */
    private static final int PIECE_CHARS = 1 << 16;
    /** The first look at a long text, in characters for each token wanted; English has 4 to 5. */
    private static final int FIRST_LOOK = 16;
    /** How far a long text is looked at when its head makes too few tokens. */
    private static final int LAST_LOOK = 4_096;

    private final HuggingFaceTokenizer tokenizer;
    private final CloseGuard guard;

    private ModelTokenizer(HuggingFaceTokenizer tokenizer, CloseGuard guard) {
        this.tokenizer = tokenizer;
        this.guard = guard;
    }

    /**
     * @throws EmbeddingException if the file is missing, is no tokenizer, or the native library does not load
     */
    public static ModelTokenizer open(ModelSource file) {
        DjlSwitches.apply();
        Map<String, String> options =
                Map.of("addSpecialTokens", "true", "truncation", "do_not_truncate", "padding", "do_not_pad");
        try (InputStream in = file.open()) {
            return new ModelTokenizer(
                    HuggingFaceTokenizer.newInstance(in, options), new CloseGuard("the tokenizer " + file.describe()));
        } catch (IOException e) {
            throw new EmbeddingException(
                    Kind.MODEL_NOT_FOUND, "cannot read the tokenizer " + file.describe() + ": " + e.getMessage(), e);
        } catch (LinkageError | EngineException e) {
            throw SessionFailures.noTokenizers(e);
        } catch (RuntimeException e) {
            throw new EmbeddingException(
                    Kind.MODEL_INVALID,
                    "cannot parse the tokenizer " + file.describe() + ": " + e.getMessage()
                            + " - it must be the tokenizer.json of a fast tokenizer, complete",
                    e);
        }
    }

    /**
     * The tokens of a text, with special tokens, cut to at most {@code maxLength}. Of a text that is much too
     * long only the head is tokenized: enough for twice the tokens wanted, so that its own end, where a word
     * may be broken, is cut away.
     */
    public Encoded encode(String text, int maxLength) {
        for (long chars = (long) FIRST_LOOK * maxLength; chars < text.length(); chars *= 4) {
            boolean last = chars >= (long) LAST_LOOK * maxLength;
            int end = TextScan.pieceEnd(text, 0, Math.toIntExact(chars));
            TokenSequence head = encodeWhole(text.substring(0, end));
            if (last || head.length() >= 2 * maxLength) {
                return new Encoded(head.cut(TokenSequence.FIRST, maxLength), true);
            }
        }
        TokenSequence whole = encodeWhole(text);
        return new Encoded(whole.cut(TokenSequence.FIRST, maxLength), whole.length() > maxLength);
    }

    /**
     * The tokens of a pair of texts, with special tokens, cut to at most {@code maxLength} at the end of the
     * second. The first is cut as well where it would take more than half of the room that both need.
     */
    public EncodedPair encodePair(String first, String second, int maxLength) {
        String query = first.substring(0, TextScan.pieceEnd(first, 0, FIRST_LOOK * maxLength));
        for (long chars = (long) FIRST_LOOK * maxLength; chars < second.length(); chars *= 4) {
            boolean last = chars >= (long) LAST_LOOK * maxLength;
            int end = TextScan.pieceEnd(second, 0, Math.toIntExact(chars));
            TokenSequence head = encodeWhole(query, second.substring(0, end));
            if (last || head.count(TokenSequence.SECOND) >= 2 * maxLength) {
                return cutPair(head, maxLength, query.length() < first.length());
            }
        }
        return cutPair(encodeWhole(query, second), maxLength, query.length() < first.length());
    }

    private static EncodedPair cutPair(TokenSequence pair, int maxLength, boolean firstWasCut) {
        int room = Math.max(0, maxLength - pair.count(TokenSequence.SPECIAL));
        int firstTokens = pair.count(TokenSequence.FIRST);
        int firstRoom = Math.max(room / 2, room - pair.count(TokenSequence.SECOND));
        int excess = Math.max(0, firstTokens - firstRoom);
        TokenSequence shortened = pair.cut(TokenSequence.FIRST, pair.length() - excess);
        return new EncodedPair(shortened.cut(TokenSequence.SECOND, maxLength), firstWasCut || excess > 0);
    }

    /**
     * The number of tokens of a text without special tokens. A text beyond 64 K characters is counted in
     * pieces cut at white space, which can be off by one a piece for tokenizers that treat a text's start
     * differently.
     */
    public int countTokens(String text) {
        int count = 0;
        for (int start = 0; start < text.length(); ) {
            int end = TextScan.pieceEnd(text, start, PIECE_CHARS);
            count = Math.addExact(count, countPiece(text.substring(start, end)));
            start = end;
        }
        return count;
    }

    private int countPiece(String text) {
        return guard.whileOpen(() ->
                tokenizer.encode(TextScan.repairSurrogates(text), false, false).getIds().length);
    }

    private TokenSequence encodeWhole(String text) {
        return guard.whileOpen(() -> sequence(tokenizer.encode(TextScan.repairSurrogates(text), true, false)));
    }

    private TokenSequence encodeWhole(String first, String second) {
        return guard.whileOpen(() -> sequence(
                tokenizer.encode(TextScan.repairSurrogates(first), TextScan.repairSurrogates(second), true, false)));
    }

    private static TokenSequence sequence(Encoding encoding) {
        return new TokenSequence(encoding.getIds(), encoding.getTypeIds(), encoding.getSequenceIds());
    }

    @Override
    public void close() {
        guard.close(tokenizer::close);
    }

    /**
     * A text ready for the model.
     *
     * @param cut whether the text was longer
     */
    public record Encoded(TokenSequence tokens, boolean cut) {}

    /**
     * A pair of texts ready for the model.
     *
     * @param firstCut whether the first text was longer
     */
    public record EncodedPair(TokenSequence tokens, boolean firstCut) {}
}
