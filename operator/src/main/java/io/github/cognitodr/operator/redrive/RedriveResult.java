package io.github.cognitodr.operator.redrive;

import io.github.cognitodr.operator.deployment.Queue;
import io.github.cognitodr.operator.redrive.Verdict.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found in one queue, and what became of it. People are named by sub. For one thread. */
public final class RedriveResult {
    private static final int SHOWN = 10;

    private final Queue queue;
    private final Map<Fate, Map<String, Group>> groups = new EnumMap<>(Fate.class);
    private final Map<Fate, Integer> done = new EnumMap<>(Fate.class);
    private List<String> untold = List.of();
    private int received;
    private int cameBack;

    RedriveResult(Queue queue) {
        this.queue = queue;
    }

    private static final class Group {
        private int count;
        private final List<String> subs = new ArrayList<>();
    }

    void add(Collection<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            Group group = groups.computeIfAbsent(verdict.fate(), none -> new LinkedHashMap<>())
                    .computeIfAbsent(verdict.reason(), none -> new Group());
            group.count++;
            verdict.sub().ifPresent(group.subs::add);
            received++;
        }
    }

    void done(Fate fate) {
        done.merge(fate, 1, Integer::sum);
    }

    void cameBack() {
        cameBack++;
    }

    void nothingToDo(List<String> plan) {
        untold = plan;
    }

    int received() {
        return received;
    }

    /** What is to be done with which, and why they died. */
    List<String> plan() {
        List<String> lines = new ArrayList<>();
        lines.add("Dead letters of the " + name() + " queue: " + received);
        groups.forEach((fate, byReason) -> {
            lines.add("  " + fate.inWords() + ":");
            byReason.entrySet().stream()
                    .sorted(Comparator.comparingInt(entry -> -entry.getValue().count))
                    .forEach(entry -> {
                        lines.add(String.format(Locale.ROOT, "    %,7d  %s", entry.getValue().count, entry.getKey()));
                        List<String> subs = entry.getValue().subs;
                        subs.stream().limit(SHOWN).forEach(sub -> lines.add("             " + sub));
                        if (subs.size() > SHOWN) {
                            lines.add("             and " + (subs.size() - SHOWN) + " more (--json names all)");
                        }
                    });
        });
        return lines;
    }

    /** What was found where there was nothing to agree to. */
    public List<String> untold() {
        return List.copyOf(untold);
    }

    /** What was done, in one line. */
    public String inWords() {
        if (received == 0) {
            return "No dead letters in the " + name() + " queue that nobody else is looking at.";
        }
        String text = String.format(
                Locale.ROOT,
                "Dead letters of the %s queue: %,d sent round again, %,d deleted, %,d left.",
                name(),
                sent(),
                count(Fate.DROP),
                left());
        return cameBack == 0
                ? text
                : text + " Of these, " + cameBack
                        + " took too long and are among the dead letters again: run it again.";
    }

    /** Messages that are still among the dead. */
    public int left() {
        return received - sent() - count(Fate.DROP);
    }

    /** For {@code --json}. */
    public Map<String, Object> document() {
        List<Map<String, Object>> reasons = new ArrayList<>();
        groups.forEach((fate, byReason) -> byReason.forEach((reason, group) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("fate", fate.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            entry.put("reason", reason);
            entry.put("count", group.count);
            entry.put("subs", List.copyOf(group.subs));
            reasons.add(entry);
        }));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("queue", name());
        document.put("received", received);
        document.put("sent", sent());
        document.put("deleted", count(Fate.DROP));
        document.put("left", left());
        document.put("reasons", reasons);
        return document;
    }

    private int sent() {
        return count(Fate.SEND) + count(Fate.SEND_ANYWAY);
    }

    private int count(Fate fate) {
        return done.getOrDefault(fate, 0);
    }

    private String name() {
        return queue.name().toLowerCase(Locale.ROOT);
    }
}
