package io.vecstore.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vecstore.DoctorReport;
import io.vecstore.Explanation;
import io.vecstore.RepairReport;
import io.vecstore.SnapshotInfo;
import io.vecstore.fusion.FusedHit;
import io.vecstore.pipeline.Answer;
import io.vecstore.pipeline.Citation;
import io.vecstore.pipeline.Passage;
import io.vecstore.pipeline.PipelineStats;
import io.vecstore.pipeline.Retrieval;
import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.SyncReport;
import java.util.List;
import java.util.Locale;

/** What the commands print with {@code --json}; {@code docs/cli.md} documents the fields. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static void print(Terminal terminal, ObjectNode value) {
        try {
            terminal.out().println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", impossible);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode answer(Answer answer, Places places) {
        ObjectNode json = object().put("answer", answer.text());
        ArrayNode citations = json.putArray("citations");
        for (Answer.Sentence sentence : answer.sentences()) {
            citations.add(citation(sentence.number(), sentence.citation(), sentence.score(), places));
        }
        return json;
    }

    private static ObjectNode citation(int number, Citation citation, double score, Places places) {
        ObjectNode json = object();
        json.put("n", number)
                .put("source", places.source(citation.source()))
                .put("start", citation.start())
                .put("end", citation.end());
        if (citation.page().isPresent()) {
            json.put("page", citation.page().getAsInt());
        } else {
            json.putNull("page");
        }
        json.put("heading", citation.headingPath().isEmpty() ? null : Places.heading(citation));
        return json.put("text", citation.text()).put("score", score);
    }

    static ObjectNode retrieval(String query, Retrieval retrieval, Places places) {
        ObjectNode json = object().put("query", query).put("plan", retrieval.plan());
        ArrayNode hits = json.putArray("hits");
        for (Passage passage : retrieval.passages()) {
            ObjectNode hit = citation(hits.size() + 1, passage.citation(), passage.score(), places);
            ArrayNode parts = hit.putArray("parts");
            for (FusedHit.Part part : passage.parts()) {
                parts.addObject()
                        .put("by", part.source().name().toLowerCase(Locale.ROOT))
                        .put("rank", part.rank())
                        .put("score", part.rawScore())
                        .put("contribution", part.contribution());
            }
            passage.explanation().ifPresent(explanation -> hit.set("explanation", explanation(explanation)));
            hits.add(hit);
        }
        return json;
    }

    private static ObjectNode explanation(Explanation explanation) {
        ObjectNode json = object().put("value", explanation.value()).put("description", explanation.description());
        ArrayNode details = json.putArray("details");
        explanation.details().forEach(detail -> details.add(explanation(detail)));
        return json;
    }

    static ObjectNode report(SyncReport report) {
        ObjectNode json = object().put("folder", report.folder());
        strings(json.putArray("added"), report.added());
        strings(json.putArray("changed"), report.changed());
        ArrayNode moved = json.putArray("moved");
        report.moved()
                .forEach(move -> moved.addObject().put("from", move.from()).put("path", move.path()));
        strings(json.putArray("unchanged"), report.unchanged());
        strings(json.putArray("deleted"), report.deleted());
        failures(json.putArray("failed"), report.failed());
        failures(json.putArray("skipped"), report.skipped());
        SyncReport.Work work = report.work();
        return json.put("filesRead", work.filesRead())
                .put("bytesRead", work.bytesRead())
                .put("chunksWritten", work.chunksWritten())
                .put("textsEmbedded", work.textsEmbedded())
                .put("seconds", work.elapsed().toMillis() / 1000.0)
                .put("interrupted", report.interrupted())
                .put("dryRun", report.dryRun());
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static void failures(ArrayNode array, List<FileFailure> failures) {
        failures.forEach(
                failure -> array.addObject().put("path", failure.path()).put("reason", failure.reason()));
    }

    static ObjectNode stats(PipelineStats stats, String database, Places places) {
        ObjectNode json = object().put("database", database)
                .put("documents", stats.documents())
                .put("chunks", stats.chunks())
                .put("model", stats.model().orElse(null))
                .put("dimension", stats.collection().dimension())
                .put("segments", stats.collection().segments())
                .put("segmentBytes", stats.collection().segmentBytes())
                .put("recordsInMemory", stats.collection().recordsInMemory())
                .put("deletedRows", stats.collection().deletedRows());
        ArrayNode folders = json.putArray("folders");
        for (PipelineStats.FolderStats folder : stats.folders()) {
            folders.addObject()
                    .put("folder", places.source(folder.root()))
                    .put("documents", folder.documents())
                    .put("failed", folder.failed())
                    .put("skipped", folder.skipped())
                    .put("characters", folder.characters());
        }
        return json;
    }

    static ObjectNode doctor(DoctorReport report, String database) {
        ObjectNode json = object().put("database", database)
                .put("healthy", report.isHealthy())
                .put("filesRead", report.filesRead())
                .put("bytesRead", report.bytesRead());
        ArrayNode damages = json.putArray("damages");
        for (DoctorReport.Damage damage : report.damages()) {
            damages.addObject()
                    .put("path", damage.path())
                    .put("reason", damage.reason())
                    .put("rebuilt", damage.derived())
                    .put("cost", damage.cost());
        }
        return json;
    }

    static ObjectNode snapshots(List<SnapshotInfo> snapshots) {
        ObjectNode json = object();
        ArrayNode list = json.putArray("snapshots");
        for (SnapshotInfo each : snapshots) {
            ObjectNode snapshot = list.addObject()
                    .put("name", each.name())
                    .put("createdAt", each.createdAt().toString())
                    .put("commit", each.sequenceNumber())
                    .put("bytes", each.bytes());
            ArrayNode collections = snapshot.putArray("collections");
            each.collections().forEach(collections::add);
        }
        return json;
    }

    static ObjectNode repair(RepairReport report, String database) {
        ObjectNode json = object();
        json.set("before", doctor(report.before(), database));
        ArrayNode actions = json.putArray("actions");
        for (RepairReport.Action action : report.actions()) {
            actions.addObject()
                    .put("path", action.path())
                    .put("done", action.done())
                    .put("lost", action.lost());
        }
        json.set("after", doctor(report.after(), database));
        return json;
    }
}
