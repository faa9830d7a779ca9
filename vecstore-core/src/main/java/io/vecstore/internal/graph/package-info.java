/**
 * <b>What.</b> Graphs over the vectors of a segment: built while vectors arrive, merged when segments are, searched for
 * nearest neighbors.
 *
 * <p><b>How.</b> One flat graph of up to 2m neighbors a node. The block of a node holds, side by side, numbers and
 * codes of its neighbors, so that a step through the graph is one place in memory and scores 32 neighbors at once
 * (SymphonyQG, Gou et al., SIGMOD 2025; codes after RaBitQ, Gao and Long, SIGMOD 2024). Construction and search are
 * those of HNSW (Malkov and Yashunin, 2016) without its upper layers, for which a table of routing nodes
 * stands in. Other forms of {@link io.vecstore.Quantizer} are built the same way and written with one code for each
 * node ({@code NodeCodec}), apart from the neighbors' numbers. {@code GraphFile} lists the sections of a file. The
 * nodes' own vectors, in int8, lie apart, so that they can be scanned. Cosine and dot product are turned into squared
 * Euclidean distance first, other metrics have no graphs; vectors are rotated at random.
 *
 * <pre>
 * paper            here
 * M, M_max0        m, 2m ({@code GraphParameters})
 * efConstruction   efConstruction
 * ef               the size of {@code CandidatePool}; {@code reach} of {@code VectorGraph} ends searches earlier
 * c, C, W          owner and candidates of {@code NeighborSelection}, {@code CandidatePool}
 * ep               {@code RoutingTable}
 * x, f, A, B       {@code SlotEncoder}
 * </pre>
 *
 * <p><b>Rules.</b> A node's number is its place among the rows that have a vector; ordinals of records are used outside
 * only. Distances here are squared and approximate: exact scores are the caller's to compute. Threads insert
 * concurrently under the locks of {@code GraphBuilder}; searches take no lock and may read a slot while it changes: they
 * then estimate wrongly, no more. Numbers of neighbors that come from a file are checked against the number of nodes
 * before they are used. Deleted records stay in the graph as steps until a merge leaves them out. Every node can be
 * reached from the root of the routing table once a graph has been written.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.graph.VectorGraph}, then {@code GraphSearcher}, then
 * {@code Inserter}.
 */
@NullMarked
package io.vecstore.internal.graph;

import org.jspecify.annotations.NullMarked;
