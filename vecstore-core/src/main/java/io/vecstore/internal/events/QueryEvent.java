package io.vecstore.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A search, in Flight Recorder. */
@Name("io.vecstore.Query")
@Label("Query")
@Category("vecstore")
@StackTrace(false)
public final class QueryEvent extends Event {

    @Label("Collection")
    public String collection = "";

    @Label("Plan")
    public String plan = "";

    @Label("Hits")
    public int hits;

    @Label("Vectors compared")
    public long scanned;
}
