package io.vecstore.internal.graph;

import io.vecstore.Quantizer;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.io.Sections;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A graph on disk, mapped; {@link BuiltGraph} writes it. In sections:
 *
 * <pre>
 * 0 metric name string, dimension, m, efConstruction varint, quantizer ({@link QuantizerCodec}), nodes varint,
 *   M float32 ({@link GraphSpace}), {@link IntrinsicDimension} float32
 * 1 center float32 for each component of a mapped vector
 * 2 {@link RoutingTable}
 * 3 blocks of the nodes ({@link GraphLayout} where codes are inlined, {@link CompactBlocks} where they lie apart)
 * 4 ordinals of the nodes' records int32, ascending; absent where they are the nodes' numbers
 * 5 centroids float32 ({@link ProductCodec}), where there are any
 * 6 the nodes' own vectors ({@link ByteCodec}), where codes are inlined
 * </pre>
 */
public final class GraphFile {

    /** What the header of the file says it is. */
    public static final String KIND = "GRPH";

    static final int INFO = 0;
    static final int CENTER = 1;
    static final int ROUTING = 2;
    static final int BLOCKS = 3;
    static final int ORDINALS = 4;
    static final int CENTROIDS = 5;
    static final int VECTORS = 6;

    private GraphFile() {}

    /**
     * The graph in a file. Blocks are not read: what is damaged in them costs recall, no more.
     *
     * @param expected what it has to be built by
     * @param rows of the segment that it belongs to
     * @throws io.vecstore.error.CorruptDataException if it is of something else, or damaged
     */
    public static VectorGraph open(FramedFile file, GraphParameters expected, int rows) {
        Sections sections = new Sections(file);
        BinaryReader info = new BinaryReader(sections.get(INFO), file.path().toString(), FramedFile.HEADER_BYTES);
        requireBuiltBy(expected, info);
        int count = info.readVarInt();
        float maxNorm = info.readFloat();
        float intrinsicDimension = info.readFloat();
        if (count < 1 || count > rows) {
            throw info.corrupt("the graph has " + count + " nodes for " + rows + " rows");
        }
        GraphLayout layout = expected.layout();
        GraphSpace space = new GraphSpace(expected.metric(), expected.dimension(), maxNorm, center(sections, layout));
        Guide guide = new Guide(routing(sections, layout, info), intrinsicDimension);
        MemorySegment ordinals = ordinals(sections, count, rows, info);
        if (expected.quantizer() instanceof Quantizer.Inlined) {
            Blocks blocks = Blocks.of(
                    layout,
                    sections.get(BLOCKS, count * layout.stride()),
                    sections.get(VECTORS, count * layout.vectorBytes()),
                    count);
            return new InlinedGraph(expected, space, blocks, guide, ordinals, InlinedGraph.searchers(layout));
        }
        return new CompactGraph(expected, space, compactBlocks(sections, expected, count), guide, ordinals);
    }

    private static void requireBuiltBy(GraphParameters expected, BinaryReader info) {
        String metric = info.readString();
        int dimension = info.readVarInt();
        int m = info.readVarInt();
        int efConstruction = info.readVarInt();
        Quantizer quantizer = QuantizerCodec.read(info);
        GraphParameters found = new GraphParameters(expected.metric(), dimension, m, efConstruction, quantizer);
        if (!metric.equals(expected.metric().name()) || !found.equals(expected)) {
            throw info.corrupt("the graph was built by " + metric + " " + found + " instead of " + expected);
        }
    }

    private static CompactBlocks compactBlocks(Sections sections, GraphParameters parameters, int count) {
        int dimension = parameters.padded();
        NodeCodec codec = parameters.quantizer() instanceof Quantizer.Product(int bytes)
                ? new ProductCodec(
                        dimension,
                        ProductCodec.parts(bytes, dimension),
                        floats(sections, CENTROIDS, ProductCodec.centroidFloats(dimension)))
                : NodeCodec.of(parameters.quantizer(), dimension);
        long length = count * CompactBlocks.stride(codec, parameters.maxDegree());
        return new CompactBlocks(sections.get(BLOCKS, length), codec, parameters.maxDegree());
    }

    private static float[] center(Sections sections, GraphLayout layout) {
        return floats(sections, CENTER, layout.dimension());
    }

    private static float[] floats(Sections sections, int section, int count) {
        float[] floats = new float[count];
        MemorySegment stored = sections.get(section, (long) count * Float.BYTES);
        MemorySegment.copy(stored, Layouts.FLOAT, 0, floats, 0, count);
        return floats;
    }

    private static RoutingTable routing(Sections sections, GraphLayout layout, BinaryReader info) {
        MemorySegment table = sections.get(ROUTING);
        if (table.byteSize() == 0 || table.byteSize() % RoutingTable.groupBytes(layout) != 0) {
            throw info.corrupt("the routing table has " + table.byteSize() + " bytes");
        }
        return new RoutingTable(layout, table);
    }

    private static @Nullable MemorySegment ordinals(Sections sections, int count, int rows, BinaryReader info) {
        if (!sections.has(ORDINALS)) {
            return null;
        }
        MemorySegment ordinals = sections.get(ORDINALS, (long) count * Integer.BYTES);
        int last = ordinals.get(Layouts.INT, (count - 1L) * Integer.BYTES);
        if (last < count - 1 || last >= rows) {
            throw info.corrupt("the last node is said to be row " + last + " of " + rows);
        }
        return ordinals;
    }
}
