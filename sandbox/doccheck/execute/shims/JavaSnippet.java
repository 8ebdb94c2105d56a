// Runs a snippet as it stands, statement by statement: what it asks of the API is
// answered by the sandbox, which an authority of ours vouches for.
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.TypeDeclSnippet;

public class JavaSnippet {
    private static final String API = "api.stripe.com";
    private static final String[] IMPORTED = {
        "java.util", "com.stripe", "com.stripe.exception", "com.stripe.model",
        "com.stripe.net", "com.stripe.param",
    };
    // A package at the top, which a shell does not know.
    private static final Pattern PACKAGE =
        Pattern.compile("(?:\\s|//.*|/\\*(?s:.*?)\\*/)*package [\\w.]+;");

    private final JShell shell = JShell.builder().executionEngine("local").build();
    private final String code;
    private long line;

    JavaSnippet(String code) {
        this.code = code;
        String entries = System.getProperty("java.class.path");
        for (String entry : entries.split(System.getProperty("path.separator"))) {
            shell.addToClasspath(entry);
        }
        for (String name : IMPORTED) {
            shell.eval("import " + name + ".*;"); // what is not there is not imported
        }
    }

    public static void main(String[] words) throws Exception {
        trust(Path.of(System.getenv("SANDBOX_AUTHORITY")));
        redirect(new URL(System.getenv("SANDBOX_URL")));
        new JavaSnippet(Files.readString(Path.of(words[0]))).run();
        System.exit(0); // whatever else still runs
    }

    // Whatever a program verifies, it asks the authority in this file.
    private static void trust(Path authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream written = Files.newInputStream(authority)) {
            CertificateFactory readers = CertificateFactory.getInstance("X.509");
            trusted.setCertificateEntry("sandbox", readers.generateCertificate(written));
        }
        Path store = Path.of("trusted.p12").toAbsolutePath();
        try (OutputStream written = Files.newOutputStream(store)) {
            trusted.store(written, "sandbox".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "sandbox");
    }

    // The API is found at the sandbox, every other host nowhere.
    private static void redirect(URL sandbox) {
        URLStreamHandler handler = new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL asked) throws IOException {
                if (!asked.getHost().equals(API)) {
                    throw new UnknownHostException(asked.getHost());
                }
                return new URL(sandbox, asked.getFile()).openConnection();
            }
        };
        URL.setURLStreamHandlerFactory(name -> name.equals("https") ? handler : null);
    }

    private void run() {
        Matcher header = PACKAGE.matcher(code);
        String rest = header.lookingAt() ? code.substring(header.end()) : code;
        while (!rest.isBlank()) {
            line = 1 + lines(code.substring(0, code.length() - rest.length()));
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            boolean whole = next.source() != null;
            evaluate(whole ? next.source() : rest);
            rest = whole ? next.remaining() : "";
        }
        shell.snippets().filter(JavaSnippet::isProgram).map(TypeDeclSnippet.class::cast)
            .forEach(program -> evaluate(program.name() + ".main(new String[0]);"));
    }

    private static boolean isProgram(Snippet snippet) {
        return snippet instanceof TypeDeclSnippet
            && snippet.source().contains("static void main(");
    }

    private static long lines(String text) {
        return text.chars().filter(letter -> letter == '\n').count();
    }

    private void evaluate(String source) {
        for (SnippetEvent event : shell.eval(source)) {
            if (event.status() == Snippet.Status.REJECTED) {
                shell.diagnostics(event.snippet()).forEach(found -> tell(found, source));
                System.exit(1);
            }
            if (event.exception() != null) {
                end(event.exception());
            }
        }
    }

    private void tell(Diag found, String source) {
        String before = source.substring(0, (int) Math.max(found.getPosition(), 0));
        String told = found.getMessage(Locale.ENGLISH).strip().replaceAll("\\s*\n\\s*", ", ");
        System.err.println("line " + (line + lines(before)) + ": " + told);
    }

    private static void end(Exception error) {
        error.printStackTrace();
        String name = error instanceof EvalException raised
            ? raised.getExceptionClassName() : error.getClass().getName();
        System.err.println(name + ": " + error.getMessage());
        System.exit(1);
    }
}
