/**
 * <b>What.</b> Text in, terms out: what an index stores of a text and what a query asks for.
 *
 * <p><b>How.</b> An {@link io.vecstore.analysis.Analyzer} walks over a text once and hands each term, with its
 * position and its place in the text, to a {@link io.vecstore.analysis.TokenSink}. The word rules follow Unicode's
 * letters and digits; English adds stop words and Porter's stemmer (<a
 * href="https://tartarus.org/martin/PorterStemmer/">An algorithm for suffix stripping, 1980</a>).
 *
 * <p><b>Rules.</b> An analyzer is immutable and may be shared by threads. Its name is stored with the collection: what
 * a name stands for never changes, another behaviour gets another name. Positions count words, removed ones included;
 * offsets count UTF-16 units of the text as given.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.analysis.Analyzer}, then
 * {@link io.vecstore.analysis.EnglishAnalyzer}.
 */
@NullMarked
package io.vecstore.analysis;

import org.jspecify.annotations.NullMarked;
