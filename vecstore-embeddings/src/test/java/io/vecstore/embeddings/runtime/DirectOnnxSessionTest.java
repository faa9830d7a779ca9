package io.vecstore.embeddings.runtime;

class DirectOnnxSessionTest extends OnnxSessionContract {
    @Override
    OnnxSession open(ModelSource model) {
        return DirectOnnxSession.open(model);
    }
}
