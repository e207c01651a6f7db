package org.loupe.method.ablation.internal;

import org.loupe.analysis.Parameter;
import org.loupe.analysis.TargetParameters;

/**
 * What is taken away, and what is looked at.
 *
 * @param over what is taken away
 * @param value {@code zero}, {@code mean} or {@code window:ID}: what is put in its place
 * @param pairs whether every two are taken away together, too
 * @param target whose accuracy and log-probability are compared, and whose gradient is taken
 */
record AblationParameters(
    @Parameter(
            label = "Over",
            help =
                "What is taken away, one at a time: attention heads, the outputs of modules, or channel groups of the card.")
        Over over,
    @Parameter(
            label = "Value",
            help =
                "What is put in its place: zero, mean (over the chosen windows), or window:ID for what a chosen window has there.")
        String value,
    @Parameter(
            label = "Pairs",
            help =
                "Whether every two are taken away together, too, to see whether they do each other's work.")
        boolean pairs,
    TargetParameters target) {}
