package io.vecstore.embeddings.runtime;

class DjlOnnxSessionTest extends OnnxSessionContract {
    @Override
    OnnxSession open(ModelSource model) {
        return DjlOnnxSession.open(model);
    }
}
