package ecspromote.runner.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Ant's patterns as Jenkins takes them: several with commas between, {@code **} for any folders. */
final class Glob {
    private final List<Pattern> patterns;

    private Glob(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    static Glob of(String text) {
        List<Pattern> patterns = new ArrayList<>();
        for (String one : text.split(",")) {
            String pattern = one.strip().replaceFirst("/$", "/**");
            patterns.add(Pattern.compile(regexOf(pattern)));
        }
        return new Glob(patterns);
    }

    List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).filter(path -> matches(folder.relativize(path).toString())).sorted().toList();
        }
    }

    private boolean matches(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static String regexOf(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 2;
            } else if (pattern.startsWith("**", at)) {
                regex.append(".*");
                at += 1;
            } else {
                regex.append(regexOf(pattern.charAt(at)));
            }
        }
        return regex.toString();
    }

    private static String regexOf(char character) {
        return switch (character) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(String.valueOf(character));
        };
    }
}
