package ${package};

import java.util.List;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * How far a prediction drops with the last steps alone.
 *
 * @param provenance how it came about
 * @param head the prediction head
 * @param lengths how many of the last steps were kept, ascending; shared, not copied
 * @param drop [windows, lengths], of the mean log-probability; positive where something is lost
 * @param resampling what the windows belong to
 * @param scalars single numbers
 * @param findings what is worth saying
 */
record ${className}Result(
    Provenance provenance,
    String head,
    int[] lengths,
    FloatTensor drop,
    Resampling resampling,
    List<Scalar> scalars,
    List<Finding> findings)
    implements Result {

  @Override
  public Map<String, Tensor> arrays() {
    return Map.of("drop", drop);
  }

  @Override
  public List<Table> tables() {
    return List.of();
  }
}
