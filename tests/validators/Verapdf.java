import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates many PDF files in one Java machine: paths on standard input, and on standard output one JSON object
 * a line for each file and each profile that is named as an argument (PDFUA-1, PDFA-2A).
 */
public class Verapdf {
    private static final int SHOWN_PER_RULE = 3;

    public static void main(String[] names) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ObjectMapper json = new ObjectMapper();
        List<ValidationProfile> profiles = new ArrayList<>();
        for (String name : names) {
            profiles.add(profile(name));
        }
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            for (int at = 0; at < names.length; at++) {
                var failures = failures(new File(path), profiles.get(at));
                var answer = Map.of("path", path, "profile", names[at], "failures", failures);
                System.out.println(json.writeValueAsString(answer));
            }
        }
    }

    /** veraPDF's own directory of profiles is empty in this jar; the files are there. */
    private static ValidationProfile profile(String name) throws Exception {
        try (InputStream xml = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            return Profiles.profileFromXml(xml);
        }
    }

    private static List<Map<String, Object>> failures(File file, ValidationProfile profile) throws Exception {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        List<Map<String, Object>> failures = new ArrayList<>();
        try (PDFAParser parser = foundry.createParser(file, profile.getPDFAFlavour());
                PDFAValidator validator =
                        foundry.createValidator(profile, SHOWN_PER_RULE, false, true, false)) {
            for (TestAssertion assertion : validator.validate(parser).getTestAssertions()) {
                RuleId rule = assertion.getRuleId();
                String context = assertion.getLocation().getContext();
                failures.add(failure(rule.getClause(), rule.getTestNumber(), assertion.getMessage(), context));
            }
        } catch (ModelParsingException unreadable) {
            failures.add(failure("unreadable", 0, String.valueOf(unreadable.getMessage()), "file"));
        }
        return failures;
    }

    private static Map<String, Object> failure(String clause, int test, String message, String context) {
        return Map.of("clause", clause, "test", test, "message", message, "context", context);
    }
}
