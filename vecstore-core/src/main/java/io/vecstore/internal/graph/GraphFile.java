package io.vecstore.internal.graph;

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
 * 0 metric name string, dimension, m, efConstruction, bits, nodes varint, M float32 ({@link GraphSpace})
 * 1 center float32 for each component of a mapped vector
 * 2 {@link RoutingTable}
 * 3 blocks of the nodes ({@link GraphLayout})
 * 4 ordinals of the nodes' records int32, ascending; absent where they are the nodes' numbers
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
        GraphParameters found = expected.metric().name().equals(info.readString())
                ? new GraphParameters(
                        expected.metric(), info.readVarInt(), info.readVarInt(), info.readVarInt(), info.readVarInt())
                : expected;
        if (!found.equals(expected)) {
            throw info.corrupt("the graph was built by " + found + " instead of " + expected);
        }
        int count = info.readVarInt();
        float maxNorm = info.readFloat();
        if (count < 1 || count > rows) {
            throw info.corrupt("the graph has " + count + " nodes for " + rows + " rows");
        }
        GraphLayout layout = found.layout();
        MemorySegment blocks = sections.get(BLOCKS, count * layout.stride());
        return new VectorGraph(
                found,
                new GraphSpace(found.metric(), found.dimension(), maxNorm, center(sections, layout)),
                Blocks.of(layout, blocks, count),
                routing(sections, layout, info),
                ordinals(sections, count, rows, info),
                new VectorGraph.SearcherPool(layout));
    }

    private static float[] center(Sections sections, GraphLayout layout) {
        float[] center = new float[layout.dimension()];
        MemorySegment stored = sections.get(CENTER, (long) center.length * Float.BYTES);
        MemorySegment.copy(stored, Layouts.FLOAT, 0, center, 0, center.length);
        return center;
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
