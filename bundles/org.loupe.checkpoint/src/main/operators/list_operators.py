"""Writes operators.txt, the operators that a TorchScript archive may call.

Every version of torch knows its own operators, so run it under each that is to be understood; names add up:

    python list_operators.py names > names.txt            # under one version of torch after the other, appending
    python list_operators.py list names.txt > ../resources/org/loupe/checkpoint/internal/guard/operators.txt

What is not allowed here is refused. An operator is allowed if all it does is compute: on tensors, numbers, text, lists
and dictionaries, in memory. Public operators of aten are, but for those that a rule below takes out; operators whose
names begin with an underscore are torch's own and often trust their arguments (an index that is not checked is a way
out of memory), so those that printed models do call are named one by one.
"""

import re
import sys
import textwrap

# Refused, each with the reason that a person is given; the first that matches counts.
REFUSED = [
    ("reads or writes files", r"from_file|save"),
    ("reaches other processes", r"to_here|local_value|owner|owner_name|is_owner|confirmed_by_owner|rpc_.*"),
    ("puts a tensor on other memory", r"set_|set_data|shallow_copy_data_|record_stream|pin_memory|_pin_memory"),
    ("runs Python", r"PythonOp|IgnoredPythonOp"),
    ("takes or leaves values unseen where it is called by name", r"TupleUnpack|tolist"),
    ("is a step of autograd, which trusts its arguments", r".*backward.*|.*_jvp|infinitely_differentiable_.*"),
    ("belongs to one backend", r"_?(cudnn|miopen|mkldnn|fbgemm|mps|xpu|cufft|nnpack|triton)_.*|quantized_.*|.*_mkldnn"),
    ("is internal to torch", r"_.*|get_gradients"),
]

# Operators with an underscore that torch's printer writes: Python's own, and what nn modules come to.
PRINTED = r"""
    __\w+__ __derive_index __interpolate __range_length __round_to_zero_floordiv __upsample __upsample_bilinear
    __upsample_nearest _adaptive_avg_pool[23]d _add_relu_? _addmm_activation _aminmax _assert_async _assert_scalar
    _assert_tensor_metadata _autocast_to_(full|reduced)_precision _batch_norm_impl_index _cast_[A-Z][a-z]+ _coalesced
    _conj _conj_physical _convolution _convolution_mode _ctc_loss _dim_arange _dimI _dimV _embedding_bag _euclidean_dist
    _fft_[cr]2[cr] _get_tracing_state _grad_sum_to_size _indices _infer_size _is_zerotensor _list_to_tensor
    _local_scalar_dense _log_softmax _logcumsumexp _masked_softmax _native_multi_head_attention _neg_view
    _nested_from_padded _nested_tensor_from_mask _nested_tensor_from_mask_left_aligned _nested_tensor_size
    _nnz _no_grad_\w+ _pack_padded_sequence _pack_sequence _pad_circular _pad_enum _pad_packed_sequence _reshape_alias
    _reshape_from_tensor _safe_softmax _sample_dirichlet _scaled_dot_product_attention
    _scaled_dot_product_attention_math _set_item _shape_as_tensor _size_if_not_equal _softmax _sparse_log_softmax
    _sparse_mm _sparse_softmax _sparse_sum _stack _standard_gamma _tensor_to_list _to_copy _to_dense
    _transform_bias_rescale_qkv _transformer_encoder_layer_fwd _trilinear _unique _unique2 _unsafe_view
    _unwrap_optional _upsample_\w+(_aa|_exact[123]d) _values _weight_norm _weight_norm_interface
""".split()

# Of prim, what the printer writes; the rest belongs to compiled graphs, which are not stored.
PRIM = r"""
    EnumName EnumValue ModuleContainerIndex NumToTensor RaiseException StringIndex TupleIndex Uninitialized
    abs awaitable_\w+ data device dtype grad id index is_\w+ itemsize layout max min name nbytes rangelist
    requires_grad type unchecked_cast unchecked_unwrap_optional
""".split()


def matches(patterns, name):
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def reason(namespace, name):
    """Why an operator is refused, or None if it is allowed."""
    why = next((text for text, pattern in REFUSED if re.fullmatch(pattern, name)), None)
    if namespace == "prim":
        return None if matches(PRIM, name) else why or "belongs to compiled graphs"
    return None if matches(PRINTED, name) and "backward" not in name else why


def section(title, names):
    indent = "  "
    return [title, *textwrap.wrap(" ".join(sorted(names)), 118, initial_indent=indent, subsequent_indent=indent)]


def write_list(known):
    print("# Operators that TorchScript may call, and those that torch has but Loupe refuses.")
    print("# Written by src/main/operators/list_operators.py, which says how they were chosen.")
    for namespace in ("aten", "prim"):
        names = [name for space, name in known if space == namespace]
        groups = {}
        for name in names:
            groups.setdefault(reason(namespace, name), []).append(name)
        print("\n".join(section(f"allow {namespace}", groups.pop(None))))
        for why in sorted(groups):
            print("\n".join(section(f"refuse {namespace} {why}", groups[why])))


def main():
    if sys.argv[1] == "names":
        import torch

        for name in sorted({schema.name for schema in torch._C._jit_get_all_schemas()}):
            print(name)
        # Defined in TorchScript inside torch, therefore in no list of schemas.
        print("\n".join(f"aten::{name}" for name in ("T", "H", "mT", "mH", "ndim", "shape", "numpy_T", "matrix_H")))
    else:
        with open(sys.argv[2]) as file:
            write_list(sorted({tuple(line.split("::", 1)) for line in file.read().split()}))


main()
