package io.github.cognitodr.operator.terminal;

import java.text.DecimalFormat;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error, as wide as the terminal. */
final class ProgressOnTerminal implements Progress {
    private static final int REDRAW_MILLIS = 500;

    private final ProgressBar bar;

    ProgressOnTerminal(String task, long total, String unit) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(Math.max(-1, total == 0 ? -1 : total))
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .showSpeed(new DecimalFormat("#,##0"))
                .setMaxRenderedLength(-1)
                .build();
    }

    @Override
    public void step(long done) {
        bar.stepBy(done);
    }

    @Override
    public void says(String what) {
        bar.setExtraMessage(what);
    }

    @Override
    public void close() {
        bar.close();
    }
}
