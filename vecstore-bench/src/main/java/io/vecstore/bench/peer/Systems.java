package io.vecstore.bench.peer;

import io.vecstore.bench.data.BenchException;
import java.util.List;
import java.util.Locale;

/** The systems that ours is compared with, by name. */
public final class Systems {

    private Systems() {}

    /**
     * The systems behind the name of a peer: {@code lucene}, {@code jvector}, {@code flat}, or one of their settings.
     *
     * @throws BenchException if there is none of that name
     */
    public static List<String> ofPeer(String peer) {
        return switch (peer.toLowerCase(Locale.ROOT)) {
            case "lucene" -> List.of("lucene-float", "lucene-int8", "lucene-bbq");
            case "jvector" -> List.of("jvector-nvq", "jvector-float");
            default -> {
                named(peer);
                yield List.of(peer);
            }
        };
    }

    /**
     * A system.
     *
     * @throws BenchException if there is none of that name
     */
    public static AnnSystem named(String name) {
        return switch (name) {
            case "flat" -> VecstoreSystem.flat();
            case "lucene-float" -> new LuceneSystem(LuceneSystem.Encoding.FLOAT);
            case "lucene-int8" -> new LuceneSystem(LuceneSystem.Encoding.INT8);
            case "lucene-bbq" -> new LuceneSystem(LuceneSystem.Encoding.BBQ);
            case "jvector-nvq" -> JVectorSystem.rescoringByNvq();
            case "jvector-float" -> JVectorSystem.rescoringByFloats();
            default ->
                throw new BenchException(
                        "there is no system \"" + name + "\": write lucene, jvector or flat, or one of "
                                + "lucene-float, lucene-int8, lucene-bbq, jvector-nvq, jvector-float");
        };
    }
}
