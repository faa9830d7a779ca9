package io.vecstore.text.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Small files of the binary formats, made by the libraries that define them. */
final class OfficeFiles {
    private OfficeFiles() {}

    /** A PDF file with one page for each list of lines, top down. */
    static byte[] pdf(List<List<String>> pages) throws IOException {
        try (PDDocument document = document(pages)) {
            return bytes(document);
        }
    }

    /** The same, readable only with a password. */
    static byte[] encryptedPdf(List<List<String>> pages, String password) throws IOException {
        try (PDDocument document = document(pages)) {
            document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
            return bytes(document);
        }
    }

    private static PDDocument document(List<List<String>> pages) throws IOException {
        PDDocument document = new PDDocument();
        for (List<String> lines : pages) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
                content.setLeading(12);
                content.newLineAtOffset(50, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
        }
        document.getDocumentInformation().setTitle("The handbook");
        document.getDocumentInformation().setAuthor("Ada Lovelace");
        return document;
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    /** A Word file of paragraphs; one that starts with {@code n#} is a heading of level n. */
    static byte[] docx(String... paragraphs) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            for (int level = 1; level <= 3; level++) {
                CTStyle style = CTStyle.Factory.newInstance();
                style.setStyleId("Heading" + level);
                style.addNewName().setVal("heading " + level);
                style.setType(STStyleType.PARAGRAPH);
                document.createStyles().addStyle(new XWPFStyle(style));
            }
            for (String words : paragraphs) {
                XWPFParagraph paragraph = document.createParagraph();
                boolean heading = words.matches("\\d#.*");
                paragraph.createRun().setText(heading ? words.substring(2) : words);
                if (heading) {
                    paragraph.setStyle("Heading" + words.charAt(0));
                }
            }
            XWPFTable table = document.createTable(1, 2);
            table.getRow(0).getCell(0).setText("left cell");
            table.getRow(0).getCell(1).setText("right cell");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return out.toByteArray();
        }
    }

    /** A workbook of one sheet. */
    static byte[] xlsx(String sheetName, List<List<String>> rows) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet(sheetName);
            for (int i = 0; i < rows.size(); i++) {
                XSSFRow row = sheet.createRow(i);
                for (int j = 0; j < rows.get(i).size(); j++) {
                    row.createCell(j).setCellValue(rows.get(i).get(j));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        }
    }

    /** A presentation with one slide for each text. */
    static byte[] pptx(String... slides) throws IOException {
        try (XMLSlideShow show = new XMLSlideShow()) {
            for (String words : slides) {
                show.createSlide().createTextBox().setText(words);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            show.write(out);
            return out.toByteArray();
        }
    }
}
