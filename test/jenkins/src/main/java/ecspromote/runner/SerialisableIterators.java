package ecspromote.runner;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.impl.Caller;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Groovy category that gives loops what survives a restart, as Pipeline has one of its own: positions in copies. */
final class SerialisableIterators {
    @SuppressWarnings("rawtypes")
    static final List<Class> CATEGORIES = categories();

    private SerialisableIterators() {}

    public static <E> Iterator<E> iterator(List<E> list) {
        return new Position<>(new ArrayList<>(list));
    }

    public static <E> Iterator<E> iterator(Set<E> set) {
        return new Position<>(new ArrayList<>(set));
    }

    public static <K, V> Set<Map.Entry<K, V>> entrySet(Map<K, V> map) {
        if (isOrdinary(map, "entrySet")) {
            return map.entrySet();
        }
        Set<Map.Entry<K, V>> entries = new LinkedHashSet<>();
        map.forEach((key, value) -> entries.add(new AbstractMap.SimpleImmutableEntry<>(key, value)));
        return entries;
    }

    public static <K> Set<K> keySet(Map<K, ?> map) {
        return isOrdinary(map, "keySet") ? map.keySet() : new LinkedHashSet<>(map.keySet());
    }

    public static <V> Collection<V> values(Map<?, V> map) {
        return isOrdinary(map, "values") ? map.values() : new ArrayList<>(map.values());
    }

    /** Called from code that is not transformed, in which no step can come between. */
    private static boolean isOrdinary(Map<?, ?> map, String method) {
        return !Caller.isAsynchronous(map, method) && !Caller.isAsynchronous(SerialisableIterators.class, method, map);
    }

    @SuppressWarnings("rawtypes")
    private static List<Class> categories() {
        List<Class> all = new ArrayList<>(Continuable.categories);
        all.add(SerialisableIterators.class);
        return List.copyOf(all);
    }

    private static final class Position<E> implements Iterator<E>, Serializable {
        private static final long serialVersionUID = 1;
        private final ArrayList<E> elements;
        private int at;

        Position(ArrayList<E> elements) {
            this.elements = elements;
        }

        @Override
        public boolean hasNext() {
            return at < elements.size();
        }

        @Override
        public E next() {
            return elements.get(at++);
        }
    }
}
