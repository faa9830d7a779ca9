package io.vecstore.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Skipped where Chromium is not installed; {@code .ci/run} installs it. */
class ChatPageIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int LOADS = 11;
    private static final List<Integer> WIDTHS = List.of(360, 800, 1400);
    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    Path temp;

    private TestChatbot chatbot;
    private BrowserContext context;
    private Page page;
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> foreign = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void startBrowser() {
        Optional<Path> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                chromium.isPresent(), "Chromium is not installed, so the page is not tested: apt-get install chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void openPage() {
        chatbot = TestChatbot.start(temp).indexed();
        openPage(new NewContextOptions());
    }

    private void openPage(NewContextOptions options) {
        context = browser.newContext(options);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(chatbot.url().toString())) {
                foreign.add(request.url());
            }
        });
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(chatbot.url().toString());
    }

    @AfterEach
    void closePage() {
        if (context != null) {
            context.close();
        }
        if (chatbot != null) {
            chatbot.close();
        }
        assertThat(complaints).as("errors in the page").isEmpty();
        assertThat(foreign).as("requests to elsewhere").isEmpty();
    }

    private void ask(String question) {
        page.fill("#question", question);
        page.keyboard().press("Enter");
        page.waitForSelector("#answer[aria-busy=false]");
    }

    private void upload(String name, String content) {
        page.setInputFiles(
                "#files", new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)));
    }

    private Locator state(String name) {
        return page.locator("#uploads li")
                .filter(new Locator.FilterOptions().setHasText(name))
                .locator(".state");
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Test
    void ask_knownFact_opensTheSourceWithItsSpanHighlighted() {
        ask("When must the pump be primed with water?");

        assertThat(page.locator("#answer-text")).containsText("The pump must be primed with water");
        assertThat(page.locator("#hits > li").first().locator(".bar.dense")).isVisible();
        assertThat(page.locator("#hits > li").first().locator(".bar.lexical")).isVisible();
        assertThat(page.locator("#steps")).containsText("total");
        page.locator("#answer-text .mark").first().click();
        assertThat(page.locator("#source-text mark"))
                .containsText("The pump must be primed with water before it is started.");
        assertThat(page.locator("#source-text mark")).isInViewport();
        assertThat(page.locator("#source-name")).hasText("pumps.md");
        assertThat(page.locator("#source-place")).containsText("Priming");
        page.keyboard().press("Escape");
        assertThat(page.locator("#source")).isHidden();
    }

    @Test
    void source_ofALongDocument_opensAtTheMarkAndLeavesThePageInPlace() {
        page.setViewportSize(1400, 600);
        String filler = "Nothing of interest stands in this paragraph, nor in the next one.\n\n".repeat(150);
        upload("long.txt", filler + "The quibbler sleeps in the attic at noon.\n\n" + filler);
        assertThat(state("long.txt")).hasText("indexed");
        ask("Where does the quibbler sleep at noon in the attic?");
        page.locator("#answer-text .mark").first().click();

        assertThat(page.locator("#source-text mark")).isInViewport();
        assertThat(page.evaluate("scrollY")).isEqualTo(0);
    }

    @Test
    void ask_slider_ranksAtOnce() {
        ask("yellow gloves");
        page.locator("#alpha").fill("0");

        assertThat(page.locator("#alpha-value")).hasText("0 %");
        assertThat(page.locator("#hits > li").first().locator(".parts")).containsText("+1.00");
        page.locator("#mode label", new Page.LocatorOptions().setHasText("Words"))
                .click();
        assertThat(page.locator("#hits .bar.dense")).hasCount(0);
        assertThat(page.locator("#alpha")).isDisabled();
    }

    @Test
    void ask_nothingMatches_saysSo() {
        page.locator("#mode label", new Page.LocatorOptions().setHasText("Words"))
                .click();
        ask("xylophone");

        assertThat(page.locator("#answer-text")).containsText("No evidence found");
    }

    @Test
    void upload_thenAskAndDelete_followsTheFile() {
        upload("zorblax.txt", "The zorblax needs blue oil on Tuesdays.");
        assertThat(state("zorblax.txt")).hasText("indexed");
        upload("broken.pdf", "this is no PDF at all");
        assertThat(state("broken.pdf")).hasText("failed");
        assertThat(page.locator("#uploads .reason")).not().isEmpty();

        ask("zorblax needs blue oil on Tuesdays?");
        assertThat(page.locator("#answer-text")).containsText("blue oil");

        Locator delete = page.getByLabel("Delete zorblax.txt");
        delete.click();
        delete.click();
        assertThat(page.locator("#list")).not().containsText("zorblax.txt");
        ask("zorblax needs blue oil on Tuesdays?");
        assertThat(page.locator("#answer-text")).not().containsText("blue oil");
    }

    /** Dispatches what the browser does when somebody drops a file onto an element. */
    private void drop(String selector, String name, String content) {
        JSHandle files = page.evaluateHandle(
                "([name, content]) => { const files = new DataTransfer();"
                        + " files.items.add(new File([content], name)); return files; }",
                List.of(name, content));
        for (String event : List.of("dragenter", "dragover", "drop")) {
            page.dispatchEvent(selector, event, Map.of("dataTransfer", files));
            if (event.equals("dragover")) {
                assertThat(page.locator("body")).hasClass("dragging");
            }
        }
    }

    @Test
    void upload_dropped_isIndexedAndAnswersQuestions() {
        drop("#drop", "dropped.txt", "The quibbler is fed with red moss every evening.");
        assertThat(state("dropped.txt")).hasText("indexed");
        assertThat(page.locator("body")).not().hasClass("dragging");
        drop("#ask", "elsewhere.txt", "It may be dropped anywhere.");
        assertThat(state("elsewhere.txt")).hasText("indexed");

        ask("What is the quibbler fed with every evening?");
        assertThat(page.locator("#answer-text")).containsText("red moss");
    }

    @Test
    void delete_documentOfTheFolder_canBeBroughtBack() {
        Locator row = page.locator("#list li").filter(new Locator.FilterOptions().setHasText("ovens.txt"));
        Locator delete = page.getByLabel("Delete ovens.txt");
        delete.click();
        assertThat(delete).hasText("Take out?");
        delete.click();
        assertThat(row).containsText("taken out");

        page.getByLabel("Bring back ovens.txt").click();
        assertThat(row).containsText("characters");
        assertThat(temp.resolve("docs/ovens.txt")).exists();
    }

    @Test
    void key_otherHost_isAskedForUntilItIsRight() {
        context.close();
        chatbot.close();
        chatbot = TestChatbot.start(temp, options -> options.host("0.0.0.0").key("s3cret"));
        openPage(new NewContextOptions());

        assertThat(page.locator("#key-dialog")).isVisible();
        assertThat(page.locator("#key-wrong")).isHidden();
        page.fill("#key", "wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#key-wrong")).isVisible();
        assertThat(page.locator("#list li")).hasCount(0);
        page.fill("#key", "s3cret");
        page.keyboard().press("Enter");
        assertThat(page.locator("#key-dialog")).isHidden();
        assertThat(page.locator("#list")).containsText("pumps.md");
        // Chromium's own line on each refused call; nothing else may have been said.
        complaints.removeIf(complaint -> complaint.contains("401"));
    }

    @Test
    void hostileDocument_isShownAsText_andHarmsNothing() {
        String rtl = "\u202Etxt.exe";
        upload(
                "<img src=x onerror=alert(1)>.txt",
                "<script>alert('gorgon')</script> The gorgon says <b>hello</b> " + rtl
                        + ". <img src=http://127.0.0.1:1/x onerror=alert(2)>");
        assertThat(state("<img")).hasText("indexed");
        upload("line.txt", "gorgon line " + "x".repeat(1 << 20));
        assertThat(state("line.txt")).hasText("indexed");

        ask("What does the gorgon say?");
        assertThat(page.locator("#hits")).containsText("<script>");
        page.locator("#hits .name").first().click();
        assertThat(page.locator("#source-text mark")).isVisible();
        assertThat(page.locator("#hits script, #source script, #answer script, #hits img, #source img"))
                .hasCount(0);
        assertThat(page.locator("#source-text")).not().containsText("\u202E");
        page.keyboard().press("Escape");
        page.locator("#list .link", new Page.LocatorOptions().setHasText("line.txt"))
                .click();
        assertThat(page.locator("#source-range")).containsText("of 1,048,588");
        assertThat((int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isZero();
    }

    /** Prints the time from the first byte to {@code usable}, the mark that the page sets when it can be used. */
    @Test
    void page_isSmall_andUsableSoon() {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            context.close();
            openPage(new NewContextOptions());
            millis.add(((Number) page.evaluate("performance.getEntriesByName('usable')[0].startTime"
                            + " - performance.getEntriesByType('navigation')[0].responseStart"))
                    .doubleValue());
        }
        Object bytes = page.evaluate("performance.getEntriesByType('resource').concat(performance.getEntriesByType("
                + "'navigation')).filter(e => !e.name.includes('/api/')).reduce((sum, e) => sum + e.transferSize, 0)");

        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "ChatPageIT: the page has %s bytes; first byte to usable, %d loads without cache: least %.0f ms,"
                        + " median %.0f ms, most %.0f ms%n",
                bytes,
                LOADS,
                millis.getFirst(),
                millis.get(LOADS / 2),
                millis.getLast());
        assertThat(((Number) bytes).intValue()).isBetween(10_000, 150_000);
        assertThat(millis.getFirst()).isPositive();
    }

    @Test
    void page_atThreeWidths_hasNoSidewaysScroll() {
        for (int width : WIDTHS) {
            context.close();
            openPage(new NewContextOptions()
                    .setViewportSize(width, 850)
                    .setColorScheme(width == 800 ? ColorScheme.DARK : ColorScheme.LIGHT));
            page.waitForSelector("#list li");
            screenshot(width + "-start");
            upload("notes-" + width + ".txt", "The pump of the cellar is green. It hums at night.");
            upload("broken.pdf", "no PDF");
            assertThat(state("broken.pdf")).hasText("failed");
            ask("When must the pump be primed with water?");
            screenshot(width + "-answer");
            page.locator("#answer-text .mark").first().click();
            assertThat(page.locator("#source-text mark")).isInViewport();
            assertThat(page.evaluate("scrollY"))
                    .as("the page stays where it is")
                    .isEqualTo(0);
            screenshot(width + "-source");
            page.keyboard().press("Escape");
            page.locator("#mode label", new Page.LocatorOptions().setHasText("Words"))
                    .click();
            ask("xylophone");
            screenshot(width + "-none");
            assertThat((int) page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("width " + width)
                    .isZero();
        }
    }
}
