package org.loupe.runtime.internal;

import java.nio.file.Path;
import java.util.Map;
import org.loupe.checkpoint.EntryBytes;
import org.loupe.checkpoint.ProbeWriter;
import org.loupe.checkpoint.ProbedArchive;
import org.loupe.model.BadInputException;

/** Adds probes to archives. */
interface ProbeArchiver {

  /** What Loupe does. */
  ProbeArchiver WRITER =
      new ProbeArchiver() {
        @Override
        public ProbedArchive write(
            Path archive, ProbeWriter.Depth depth, Map<String, EntryBytes> replaced, Path to)
            throws BadInputException {
          return ProbeWriter.write(archive, depth, replaced, to);
        }

        @Override
        public ProbedArchive plan(Path archive, ProbeWriter.Depth depth) throws BadInputException {
          return ProbeWriter.plan(archive, depth);
        }
      };

  /** See {@link ProbeWriter#write}. */
  ProbedArchive write(
      Path archive, ProbeWriter.Depth depth, Map<String, EntryBytes> replaced, Path to)
      throws BadInputException;

  /** See {@link ProbeWriter#plan}. */
  ProbedArchive plan(Path archive, ProbeWriter.Depth depth) throws BadInputException;
}
