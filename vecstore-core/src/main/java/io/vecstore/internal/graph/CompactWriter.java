package io.vecstore.internal.graph;

import io.vecstore.Quantizer;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.SectionWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Writes a graph that was built with inlined codes as one whose codes lie apart. */
final class CompactWriter {

    private final GraphParameters parameters;
    private final GraphBuilder builder;
    private final NodeNumbering numbering;

    CompactWriter(GraphParameters parameters, GraphBuilder builder, NodeNumbering numbering) {
        this.parameters = parameters;
        this.builder = builder;
        this.numbering = numbering;
    }

    void write(SectionWriter sections) {
        NodeCodec codec = codec();
        if (codec instanceof ProductCodec product) {
            sections.section(GraphFile.CENTROIDS, out -> out.writeFloats(product.centroids()));
        }
        sections.section(GraphFile.BLOCKS, out -> writeBlocks(codec, out));
    }

    private NodeCodec codec() {
        int dimension = parameters.padded();
        if (parameters.quantizer() instanceof Quantizer.Product(int bytes)) {
            float[][] sample = ProductTraining.sample(builder.space(), numbering, numbering.count());
            return ProductTraining.train(sample, dimension, ProductCodec.parts(bytes, dimension));
        }
        return NodeCodec.of(parameters.quantizer(), dimension);
    }

    private void writeBlocks(NodeCodec codec, BinaryWriter out) {
        float[] mapped = new float[parameters.padded()];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment code = arena.allocate(codec.codeBytes(), Float.BYTES);
            for (int node = 0; node < numbering.count(); node++) {
                builder.space().map(numbering.segment(node), numbering.offset(node), mapped);
                codec.encode(mapped, code, 0);
                out.writeSegment(code, 0, codec.codeBytes());
                for (int slot = 0; slot < parameters.maxDegree(); slot++) {
                    out.writeInt(builder.blocks().neighbor(node, slot));
                }
            }
        }
    }
}
