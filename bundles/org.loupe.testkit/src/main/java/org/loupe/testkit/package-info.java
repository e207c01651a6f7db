/**
 * How to test an analyzer without an engine: a model whose gradients are known exactly, a dataset
 * made of arrays, and the subject that joins them.
 *
 * <pre>{@code
 * ModelCard card =
 *     new CardBuilder("tiny")
 *         .input("x", "sensor a", "sensor b")
 *         .categoricalHead("type", "stop", "go")
 *         .build();
 * FakeDataset data = new FakeDataset("test").with("x", new int[] {3, 4, 2}, values);
 * try (FakeModelSession session =
 *     new FakeModelSession(card, Map.of("type", new float[][] {{1, 0}, {0, 2}}))) {
 *   FakeSubject subject = new FakeSubject(session, Windows.all(data));
 *   MyResult result = new MyAnalyzer().analyze(subject, parameters, Progress.none());
 *   assertThat(result.windows()).isEqualTo(3);
 * }
 * }</pre>
 *
 * <p>Meant for the test class path of method bundles, one's own included; no part of the product.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.loupe.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
