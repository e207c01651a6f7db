package org.loupe.analysis;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a result says in words and single numbers. Stored results are read back as digests without
 * loading their arrays; summary, overview and report collect digests and know no method.
 */
@ConsumerType
public interface Digest {

  /** How the numbers came about. */
  Provenance provenance();

  /** Single numbers. */
  List<Scalar> scalars();

  /** Tables. */
  List<Table> tables();

  /** What is worth saying in words. */
  List<Finding> findings();
}
