package io.vecstore.text.parse;

import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.jspecify.annotations.Nullable;

/** What one sees above a mail: people ask for it, and it is not in the body. */
final class MailHeader {
    /** Tika writes the header of Outlook's format itself. */
    private static final String MAIL = "message/rfc822";

    private MailHeader() {}

    /** Writes subject, sender, recipients and date as a paragraph, if {@code mediaType} is that of a mail that lacks it. */
    static void write(String mediaType, Metadata metadata, DocumentAssembler out) {
        if (mediaType.equals(MAIL)) {
            line("Subject", metadata.get(TikaCoreProperties.TITLE), out);
            line("From", metadata.get(Message.MESSAGE_FROM), out);
            line("To", String.join(", ", metadata.getValues(Message.MESSAGE_TO)), out);
            line("Date", metadata.get(TikaCoreProperties.CREATED), out);
            out.paragraph();
        }
    }

    private static void line(String name, @Nullable String value, DocumentAssembler out) {
        if (value != null && !value.isBlank()) {
            out.line();
            out.inline(name + ": " + value);
        }
    }
}
