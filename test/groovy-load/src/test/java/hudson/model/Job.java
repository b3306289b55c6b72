package hudson.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What the choice script asks of a job. Counts the builds that are loaded, as Jenkins loads each from disk when it is come to. */
public final class Job {
    /** A build, newest first among its job's. */
    public record Build(int number, String displayName, String result, boolean building) {
        public int getNumber() {
            return number;
        }

        public String getDisplayName() {
            return displayName;
        }

        public String getResult() {
            return result;
        }

        public boolean isBuilding() {
            return building;
        }
    }

    private final List<Build> newestFirst = new ArrayList<>();
    private long millisecondsToLoad;
    private int loaded;

    public Job with(int number, String displayName, String result) {
        newestFirst.add(0, new Build(number, displayName, result, result == null));
        return this;
    }

    public Job loadsSlowly(long milliseconds) {
        millisecondsToLoad = milliseconds;
        return this;
    }

    public int loaded() {
        return loaded;
    }

    public Iterable<Build> getBuilds() {
        return () -> {
            Iterator<Build> builds = newestFirst.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return builds.hasNext();
                }

                @Override
                public Build next() {
                    loaded++;
                    try {
                        Thread.sleep(millisecondsToLoad);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return builds.next();
                }
            };
        };
    }
}
