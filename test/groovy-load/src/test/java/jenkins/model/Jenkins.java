package jenkins.model;

import hudson.model.Job;
import java.io.File;
import java.util.HashMap;
import java.util.Map;

/** What the choice script asks of a controller. */
public final class Jenkins {
    private static Jenkins instance;
    private final File rootDir;
    private final Map<String, Object> items = new HashMap<>();

    private Jenkins(File rootDir) {
        this.rootDir = rootDir;
    }

    public static Jenkins starts(File rootDir) {
        instance = new Jenkins(rootDir);
        return instance;
    }

    public static Jenkins get() {
        return instance;
    }

    public File getRootDir() {
        return rootDir;
    }

    /** Job or folder; null, as Jenkins says it, where there is none or the user may not read it. */
    public Object getItemByFullName(String name) {
        return items.get(name);
    }

    public void put(String name, Object item) {
        items.put(name, item);
    }
}
