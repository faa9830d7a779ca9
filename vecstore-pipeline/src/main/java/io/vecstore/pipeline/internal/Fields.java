package io.vecstore.pipeline.internal;

/** The keys of the metadata that the pipeline writes. The package documentation of the API lists them for users. */
public final class Fields {

    // Of documents and of chunks.
    public static final String ROOT = "root";
    static final String PATH = "path";
    static final String TITLE = "title";
    static final String MEDIA_TYPE = "mediaType";
    static final String HASH = "hash";

    // Of chunks.
    static final String HEADINGS = "headings";
    static final String PAGE = "page";
    static final String PAGE_BREAKS = "pageBreaks";
    static final String START = "start";
    static final String END = "end";

    // Of documents.
    static final String SIZE = "size";
    static final String MODIFIED = "modified";
    static final String SETTINGS = "settings";
    static final String PROPERTIES = "properties";
    static final String FAILURE = "failure";
    static final String REASON = "reason";
    static final String KIND = "kind";

    private Fields() {}
}
