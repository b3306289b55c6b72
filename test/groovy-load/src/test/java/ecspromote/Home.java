package ecspromote;

import hudson.model.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;

/** The same jobs on a disk, as the program reads them, and in the memory of a controller, as Groovy is given them. */
final class Home {
    private final Path folder;
    private final Jenkins jenkins;

    Home(Path folder) {
        this.folder = folder;
        write(folder.resolve("jobs"), ".keep", "");
        jenkins = Jenkins.starts(folder.toFile());
    }

    /** A job in folders. */
    Job job(String name) {
        return put(name, folder.resolve("jobs/" + name.replace("/", "/jobs/")), null);
    }

    /** A branch of a multibranch project, whose folder has a shortened name. */
    Job branch(String project, String name) {
        Path branch = folder.resolve("jobs/" + project + "/branches/mangled-12345");
        return put(project + "/" + name, branch, name);
    }

    private Job put(String fullName, Path path, String itemName) {
        write(path.resolve("builds"), ".keep", "");
        if (itemName != null) {
            write(path, "name-utf8.txt", itemName);
        }
        Job job = new Job();
        jenkins.put(fullName, job);
        return job;
    }

    /** A build with a result, in both places; without one it still runs. */
    void build(String jobName, Job job, int number, String displayName, String result) {
        job.with(number, displayName, result);
        Path path = folder.resolve("jobs/" + jobName.replace("/", "/jobs/") + "/builds/" + number);
        write(path, "build.xml", xml(displayName, result));
    }

    void archive(String jobName, int number, String path, String text) {
        Path file = folder.resolve("jobs/" + jobName.replace("/", "/jobs/") + "/builds/" + number + "/archive/" + path);
        write(file.getParent(), file.getFileName().toString(), text);
    }

    void branchBuild(String project, Job job, int number, String displayName) {
        job.with(number, displayName, "SUCCESS");
        write(folder.resolve("jobs/" + project + "/branches/mangled-12345/builds/" + number), "build.xml", xml(displayName, "SUCCESS"));
    }

    private static String xml(String displayName, String result) {
        String end = result == null ? "" : "<result>" + result + "</result><completed>true</completed>";
        return "<?xml version='1.1' encoding='UTF-8'?>\n<flow-build><displayName>" + escaped(displayName) + "</displayName>" + end
            + "<execution><result>SUCCESS</result></execution></flow-build>";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(code -> {
            boolean plain = code >= 0x20 && code != '<' && code != '&' && code != 0x7f && code != 0x85;
            escaped.append(plain ? Character.toString(code) : "&#" + code + ";");
        });
        return escaped.toString();
    }

    private static void write(Path folder, String name, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
