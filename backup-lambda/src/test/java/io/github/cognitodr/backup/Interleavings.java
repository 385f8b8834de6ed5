package io.github.cognitodr.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plays a scenario again and again, each time with other choices, until every way of making them is played that
 * deviates from the default so many times at the most. (After CHESS: most defects show with two or three switches of
 * threads.)
 */
final class Interleavings {
    private Interleavings() {}

    /** Makes the choices of one run. */
    static final class Choices {
        private final List<Integer> prefix;
        private final List<Integer> made = new ArrayList<>();
        private final List<Integer> alternatives = new ArrayList<>();

        private Choices(List<Integer> prefix) {
            this.prefix = prefix;
        }

        /**
         * Chooses one of so many.
         *
         * @return 0 is the default
         */
        int of(int number) {
            int choice = made.size() < prefix.size() ? prefix.get(made.size()) : 0;
            if (choice >= number) {
                throw new IllegalStateException("The scenario is not deterministic: choice " + made);
            }
            made.add(choice);
            alternatives.add(number);
            return choice;
        }

        @Override
        public String toString() {
            return made.toString();
        }
    }

    /**
     * Plays all.
     *
     * @param deviations from the default, at the most
     * @param scenario has to do the same whenever it is given the same choices; a failure names them
     * @return how many runs there were
     */
    static int play(int deviations, Consumer<Choices> scenario) {
        Deque<List<Integer>> waiting = new ArrayDeque<>(List.of(List.<Integer>of()));
        int runs = 0;
        while (!waiting.isEmpty()) {
            Choices choices = new Choices(waiting.pop());
            runs++;
            try {
                scenario.accept(choices);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("With the choices " + choices + ": " + failure.getMessage(), failure);
            }
            branch(choices, deviations, waiting);
        }
        return runs;
    }

    /** Plays one again. */
    static void replay(List<Integer> choices, Consumer<Choices> scenario) {
        scenario.accept(new Choices(choices));
    }

    private static void branch(Choices choices, int deviations, Deque<List<Integer>> waiting) {
        long used = choices.prefix.stream().filter(choice -> choice > 0).count();
        if (used >= deviations) {
            return;
        }
        for (int at = choices.prefix.size(); at < choices.made.size(); at++) {
            for (int other = 1; other < choices.alternatives.get(at); other++) {
                List<Integer> next = new ArrayList<>(choices.made.subList(0, at));
                next.add(other);
                waiting.push(next);
            }
        }
    }
}
