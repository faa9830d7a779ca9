package io.vecstore.internal.graph;

import io.vecstore.Quantizer;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.SectionWriter;
import java.lang.foreign.MemorySegment;

/** A graph that has been built in memory, to be written to a file or searched. */
public final class BuiltGraph {

    private final GraphParameters parameters;
    private final GraphBuilder builder;
    private final Guide guide;
    private final NodeNumbering numbering;

    BuiltGraph(GraphParameters parameters, GraphBuilder builder, Guide guide, NodeNumbering numbering) {
        this.parameters = parameters;
        this.builder = builder;
        this.guide = guide;
        this.numbering = numbering;
    }

    Blocks blocks() {
        return builder.blocks();
    }

    Guide guide() {
        return guide;
    }

    GraphSpace space() {
        return builder.space();
    }

    /** Writes the body of a {@link GraphFile}. */
    public void write(BinaryWriter out) {
        SectionWriter sections = new SectionWriter(out);
        sections.section(GraphFile.INFO, this::writeInfo);
        sections.section(GraphFile.CENTER, section -> section.writeFloats(space().center()));
        sections.section(GraphFile.ROUTING, this::writeRouting);
        if (!numbering.isIdentity()) {
            sections.section(GraphFile.ORDINALS, this::writeOrdinals);
        }
        if (parameters.quantizer() instanceof Quantizer.Inlined) {
            sections.section(GraphFile.BLOCKS, section -> write(blocks().nodes(), section));
            sections.section(GraphFile.VECTORS, section -> write(blocks().vectors(), section));
        } else {
            new CompactWriter(parameters, builder, numbering).write(sections);
        }
        sections.finish();
    }

    private void writeInfo(BinaryWriter out) {
        out.writeString(parameters.metric().name());
        out.writeVarInt(parameters.dimension());
        out.writeVarInt(parameters.m());
        out.writeVarInt(parameters.efConstruction());
        QuantizerCodec.write(parameters.quantizer(), out);
        out.writeVarInt(numbering.count());
        out.writeFloat(space().maxNorm());
        out.writeFloat(guide.intrinsicDimension());
    }

    private void writeRouting(BinaryWriter out) {
        MemorySegment table = guide.routing().memory();
        out.writeSegment(table, 0, table.byteSize());
    }

    private void writeOrdinals(BinaryWriter out) {
        for (int node = 0; node < numbering.count(); node++) {
            out.writeInt(numbering.ordinal(node));
        }
    }

    private void write(Chunks records, BinaryWriter out) {
        for (int node = 0; node < numbering.count(); node++) {
            out.writeSegment(records.segment(node), records.offset(node), records.stride());
        }
    }
}
