package io.vecstore.internal.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The writing of a segment from memory, in Flight Recorder. */
@Name("io.vecstore.Flush")
@Label("Flush")
@Category("vecstore")
@StackTrace(false)
public final class FlushEvent extends Event {

    @Label("Collection")
    public String collection = "";

    @Label("Sequence number")
    public long sequenceNumber;

    @Label("Bytes written")
    @DataAmount
    public long bytes;
}
