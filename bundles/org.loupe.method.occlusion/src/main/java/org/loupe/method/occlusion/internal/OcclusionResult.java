package org.loupe.method.occlusion.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Finding;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * How far the target drops when places of the input are hidden.
 *
 * @param provenance how it came about
 * @param described what was done, in words
 * @param units groups or channels
 * @param grid the places that were hidden
 * @param layout of the input
 * @param drop [windows, step places, unit places]; positive where what is hidden supports the
 *     target
 * @param attribution [windows, steps, units]: the mean over all places that hide an element
 * @param objective [windows]: the target's value with nothing hidden
 * @param resampling what the windows belong to
 * @param summary of all windows
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 */
record OcclusionResult(
    Provenance provenance,
    Described described,
    Units units,
    Grid grid,
    InputLayout layout,
    FloatTensor drop,
    FloatTensor attribution,
    FloatTensor objective,
    Resampling resampling,
    Summary summary,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings)
    implements Result {

  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("attribution", attribution);
    arrays.put("drop", drop);
    arrays.put("objective", objective);
    return arrays;
  }
}
