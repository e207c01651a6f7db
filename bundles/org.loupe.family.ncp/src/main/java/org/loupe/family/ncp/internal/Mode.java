package org.loupe.family.ncp.internal;

import java.util.Locale;

/**
 * How a CfC cell makes its next state (Hasani et al., Closed-form continuous-time neural networks,
 * 2022).
 */
enum Mode {
  /** ff1·(1 − gate) + gate·ff2. */
  DEFAULT,
  /** The approximate solution itself: −A·exp(−ts·(|w_tau| + |ff1|))·ff1 + A. */
  PURE,
  /** ff1 + gate·ff2. */
  NO_GATE;

  /** As the card and the packages say it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
