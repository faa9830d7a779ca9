/**
 * <b>What.</b> Several ranked lists of the same candidates become one ranking with scores in [0, 1].
 *
 * <p><b>How.</b> Every method is one formula, {@code score(key) = sum over sources of share * normalized}; the
 * shares of all sources add up to 1, and a list in which the key is missing adds 0. The methods differ in two
 * places:
 *
 * <pre>
 * {@link io.vecstore.fusion.Fusion.WeightedMinMax}  normalized = (score - min) / (max - min) within the list, 1 if max = min
 *                 share      = alpha for dense, 1 - alpha for lexical
 * {@link io.vecstore.fusion.Fusion.ReciprocalRank}  normalized = (rankConstant + 1) / (rankConstant + rank), rank from 1
 *                 share      = weight / sum of the weights of the lists given
 * </pre>
 *
 * <p><b>Rules.</b> Keys are opaque longs. Higher scores are better, in and out. Equal scores are ranked by
 * ascending key, within a list and in the result, so the result depends neither on the order of the lists nor
 * on the order inside them. All types are immutable.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.fusion.Fusion}, then {@link io.vecstore.fusion.ScoreFusion}.
 */
@NullMarked
package io.vecstore.fusion;

import org.jspecify.annotations.NullMarked;
