/**
 * <b>What.</b> Embedders that run a sentence-transformers model in this process, offline.
 *
 * <p><b>How.</b> {@link io.vecstore.embeddings.onnx.OnnxEmbedder} opens the default model
 * (all-MiniLM-L6-v2, quantized to 8 bits, 384 dimensions) from the class path, or any model from a folder that
 * holds {@code tokenizer.json} and {@code model.onnx} or {@code onnx/model.onnx}. What the folder says about
 * length, pooling, normalisation and prompts is honoured; what it says and we cannot do is an error:
 * <table>
 * <caption>Files of a model folder</caption>
 * <tr><th>file</th><th>read for</th><th>without it</th></tr>
 * <tr><td>modules.json</td><td>whether vectors are normalised; refuses layers we do not have</td>
 * <td>normalised</td></tr>
 * <tr><td>1_Pooling/config.json</td><td>pooling: cls, mean or max</td><td>mean</td></tr>
 * <tr><td>sentence_bert_config.json</td><td>max_seq_length, do_lower_case</td>
 * <td>model_max_length of tokenizer_config.json, otherwise 512</td></tr>
 * <tr><td>config_sentence_transformers.json</td><td>prompts for query and passage</td><td>none</td></tr>
 * <tr><td>config.json</td><td>max_position_embeddings, the hard limit of the length</td><td>no limit</td></tr>
 * </table>
 *
 * <p><b>Rules.</b> One text per run of the model: a dynamically quantized model gives a text another vector
 * when it shares a batch (cosine down to 0.978), and a batch is no faster on a CPU. Parallelism is several
 * callers over one session. Vectors are pooled and normalised in Java from the model's output.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.embeddings.onnx.OnnxEmbedder}, then
 * {@link io.vecstore.embeddings.onnx.OnnxEmbedderBuilder}.
 */
@NullMarked
package io.vecstore.embeddings.onnx;

import org.jspecify.annotations.NullMarked;
