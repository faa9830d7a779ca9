package io.vecstore.internal.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A merge of segments, in Flight Recorder. */
@Name("io.vecstore.Compaction")
@Label("Compaction")
@Category("vecstore")
@StackTrace(false)
public final class CompactionEvent extends Event {

    @Label("Collection")
    public String collection = "";

    @Label("Segments")
    public int segments;

    @Label("Bytes before")
    @DataAmount
    public long bytesBefore;

    @Label("Bytes after")
    @DataAmount
    public long bytesAfter;
}
