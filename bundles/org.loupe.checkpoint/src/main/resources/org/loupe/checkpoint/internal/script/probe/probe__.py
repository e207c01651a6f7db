class Switch:
  on : bool
class Recorder(Interface):
  def arm(self, controls: Dict[str, Tensor]) -> NoneType:
    pass
  def disarm(self) -> NoneType:
    pass
  def values(self) -> Dict[str, Tensor]:
    pass
  def begin(self, batch: int) -> NoneType:
    pass
  def batch(self) -> int:
    pass
  def passes(self, name: str) -> bool:
    pass
  def act(self, name: str, value: Tensor) -> Tensor:
    pass
class Recording:
  controls : Dict[str, Tensor]
  recorded : Dict[str, Tensor]
  calls : Dict[str, int]
  size : int
  def arm(self: __torch__.probe__.Recording,
    controls: Dict[str, Tensor]) -> NoneType:
    self.controls = controls
    recorded = self.recorded
    torch.clear(recorded)
    calls = self.calls
    torch.clear(calls)
    return None
  def disarm(self: __torch__.probe__.Recording) -> NoneType:
    _0 = (self).arm(annotate(Dict[str, Tensor], {}), )
    return None
  def values(self: __torch__.probe__.Recording) -> Dict[str, Tensor]:
    recorded = self.recorded
    return recorded
  def begin(self: __torch__.probe__.Recording,
    batch: int) -> NoneType:
    self.size = batch
    return None
  def batch(self: __torch__.probe__.Recording) -> int:
    size = self.size
    return size
  def count(self: __torch__.probe__.Recording,
    name: str) -> int:
    calls = self.calls
    call = torch.get(calls, name, 0)
    torch._set_item(calls, name, torch.add(call, 1))
    return call
  def given(self: __torch__.probe__.Recording,
    operation: str,
    name: str,
    call: str) -> Optional[Tensor]:
    controls = self.controls
    key = torch.add(operation, name)
    exact = torch.get(controls, torch.add(key, call))
    if torch.__is__(exact, None):
      value = torch.get(controls, key)
    else:
      value = exact
    return value
  def asks(self: __torch__.probe__.Recording,
    operation: str,
    name: str) -> bool:
    controls = self.controls
    return torch.__contains__(controls, torch.add(operation, name))
  def passes(self: __torch__.probe__.Recording,
    name: str) -> bool:
    calls = self.calls
    call = torch.add("#", str(torch.get(calls, name, 0)))
    passes = False
    if (self).asks("read:", name, ):
      pass
    else:
      if (self).asks("leaf:", name, ):
        pass
      else:
        if torch.__isnot__((self).given("replace:", name, call, ), None):
          pass
        else:
          if torch.__isnot__((self).given("scale:", name, call, ), None):
            pass
          else:
            if torch.__isnot__((self).given("shift:", name, call, ), None):
              pass
            else:
              passes = True
    if passes:
      _0 = (self).count(name, )
    else:
      pass
    return passes
  def act(self: __torch__.probe__.Recording,
    name: str,
    value: Tensor) -> Tensor:
    if ops.prim.is_nested(value):
      if (self).passes(name, ):
        value1 = value
      else:
        value1 = (self).change_nested(name, value, )
      value0 = value1
    else:
      value0 = (self).change(name, value, )
    return value0
  def change_nested(self: __torch__.probe__.Recording,
    name: str,
    value: Tensor) -> Tensor:
    lengths = torch.slice(torch._nested_tensor_size(value), 1, 0, 1)
    value0 = (self).change(name, torch.to_padded_tensor(value, 0.), )
    places = torch.arange(torch.size(value0, 1), dtype=4, layout=None, device=ops.prim.device(value0))
    keep = torch.lt(places, torch.to(lengths, ops.prim.device(value0)))
    return torch._nested_tensor_from_mask(value0, keep, False)
  def change(self: __torch__.probe__.Recording,
    name: str,
    value: Tensor) -> Tensor:
    recorded = self.recorded
    call = torch.add("#", str((self).count(name, )))
    replacement = (self).given("replace:", name, call, )
    if torch.__isnot__(replacement, None):
      replacement0 = unchecked_cast(Tensor, replacement)
      value0 = torch.clone(torch.expand_as(torch.type_as(replacement0, value), value))
    else:
      value0 = value
    factor = (self).given("scale:", name, call, )
    if torch.__isnot__(factor, None):
      factor0 = unchecked_cast(Tensor, factor)
      value1 = torch.mul(value0, torch.expand_as(torch.type_as(factor0, value0), value0))
    else:
      value1 = value0
    summand = (self).given("shift:", name, call, )
    if torch.__isnot__(summand, None):
      summand0 = unchecked_cast(Tensor, summand)
      value2 = torch.add(value1, torch.expand_as(torch.type_as(summand0, value1), value1))
    else:
      value2 = value1
    if (self).asks("leaf:", name, ):
      leaf = torch.requires_grad_(torch.zeros_like(value2), True)
      torch._set_item(recorded, torch.add(torch.add("leaf:", name), call), leaf)
      value3 = torch.add(value2, leaf)
    else:
      value3 = value2
    if (self).asks("read:", name, ):
      torch._set_item(recorded, torch.add(torch.add("read:", name), call), torch.clone(value3))
    else:
      pass
    return value3
class Probe:
  switch : __torch__.probe__.Switch
  recorder : __torch__.probe__.Recorder
  path : str
  attention : List[str]
def arm(probe: __torch__.probe__.Probe,
    controls: Dict[str, Tensor]) -> NoneType:
  recorder = probe.recorder
  _0 = (recorder).arm(controls, )
  switch = probe.switch
  switch.on = True
  return None
def disarm(probe: __torch__.probe__.Probe) -> NoneType:
  switch = probe.switch
  switch.on = False
  recorder = probe.recorder
  _0 = (recorder).disarm()
  return None
def values(probe: __torch__.probe__.Probe) -> Dict[str, Tensor]:
  recorder = probe.recorder
  return (recorder).values()
def begin(probe: __torch__.probe__.Probe,
    input: Tensor) -> NoneType:
  recorder = probe.recorder
  if torch.gt(torch.dim(input), 0):
    batch = torch.size(input, 0)
  else:
    batch = 0
  _0 = (recorder).begin(batch, )
  return None
def begin_list(probe: __torch__.probe__.Probe,
    inputs: List[Tensor]) -> NoneType:
  if torch.gt(torch.len(inputs), 0):
    _0 = __torch__.probe__.begin(probe, inputs[0], )
  else:
    pass
  return None
def output(probe: __torch__.probe__.Probe,
    value: Tensor) -> Tensor:
  recorder = probe.recorder
  path = probe.path
  return (recorder).act(path, value, )
def asked(probe: __torch__.probe__.Probe,
    site: int) -> bool:
  switch = probe.switch
  on = switch.on
  if on:
    recorder = probe.recorder
    attention = probe.attention
    passes = (recorder).passes(attention[site], )
    asked = torch.__not__(passes)
  else:
    asked = False
  return asked
def weights(probe: __torch__.probe__.Probe,
    site: int,
    value: Tensor) -> Tensor:
  recorder = probe.recorder
  attention = probe.attention
  name = attention[site]
  batch = (recorder).batch()
  if torch.eq(torch.dim(value), 3):
    if torch.gt(batch, 0):
      if torch.gt(torch.size(value, 0), batch):
        flat = torch.eq(torch.remainder(torch.size(value, 0), batch), 0)
      else:
        flat = False
    else:
      flat = False
  else:
    flat = False
  if flat:
    heads = torch.floordiv(torch.size(value, 0), batch)
    shape = [batch, heads, torch.size(value, 1), torch.size(value, 2)]
    value1 = torch.reshape(value, shape)
    value2 = (recorder).act(name, value1, )
    if torch.__is__(value2, value1):
      value3 = value
    else:
      value3 = torch.reshape(value2, torch.size(value))
    value0 = value3
  else:
    value0 = (recorder).act(name, value, )
  return value0
def attention(probe: __torch__.probe__.Probe,
    site: int,
    value: Tensor,
    axis: int) -> Tensor:
  switch = probe.switch
  on = switch.on
  if on:
    if torch.eq(axis, -1):
      last = True
    else:
      last = torch.eq(axis, torch.sub(torch.dim(value), 1))
    if last:
      value1 = __torch__.probe__.weights(probe, site, value, )
    else:
      value1 = value
    value0 = value1
  else:
    value0 = value
  return value0
def scaled_dot_product_attention(probe: __torch__.probe__.Probe,
    site: int,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Optional[Tensor]=None,
    dropout_p: float=0.,
    is_causal: bool=False,
    scale: Optional[float]=None,
    enable_gqa: bool=False) -> Tensor:
  if __torch__.probe__.asked(probe, site, ):
    size = torch.size(query, -1)
    if torch.__is__(scale, None):
      factor = torch.sqrt(torch.div(1., float(size)))
    else:
      scale0 = unchecked_cast(float, scale)
      factor = scale0
    if enable_gqa:
      groups = torch.floordiv(torch.size(query, -3), torch.size(key, -3))
      key0 = torch.repeat_interleave(key, groups, -3)
      value0 = torch.repeat_interleave(value, groups, -3)
    else:
      key0, value0 = key, value
    scores = torch.matmul(torch.mul(query, factor), torch.transpose(key0, -2, -1))
    if is_causal:
      ones = torch.ones([torch.size(query, -2), torch.size(key, -2)], dtype=11, layout=None, device=ops.prim.device(query))
      scores0 = torch.masked_fill(scores, torch.logical_not(torch.tril(ones)), -inf)
    else:
      scores0 = scores
    if torch.__is__(attn_mask, None):
      scores1 = scores0
    else:
      mask = unchecked_cast(Tensor, attn_mask)
      scores1 = __torch__.probe__.masked(scores0, mask, False, )
    weights = torch._safe_softmax(scores1, -1)
    weights0 = __torch__.probe__.weights(probe, site, weights, )
    if torch.__is__(weights0, weights):
      attended0 = torch.scaled_dot_product_attention(query, key, value, attn_mask, dropout_p, is_causal, scale=scale, enable_gqa=enable_gqa)
    else:
      attended0 = torch.matmul(torch.dropout(weights0, dropout_p, True), value0)
    attended = attended0
  else:
    attended = torch.scaled_dot_product_attention(query, key, value, attn_mask, dropout_p, is_causal, scale=scale, enable_gqa=enable_gqa)
  return attended
def masked(scores: Tensor,
    mask: Tensor,
    hides: bool) -> Tensor:
  if torch.eq(ops.prim.dtype(mask), 11):
    if hides:
      hidden = mask
    else:
      hidden = torch.logical_not(mask)
    scores0 = torch.masked_fill(scores, hidden, -inf)
  else:
    scores0 = torch.add(scores, mask)
  return scores0
def backward_comes(x: Tensor) -> bool:
  if torch.is_grad_enabled():
    comes = ops.prim.requires_grad(x)
  else:
    comes = False
  return comes
def project(probe: __torch__.probe__.Probe,
    site: int,
    asked: bool,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    embed_dim: int,
    num_head: int,
    qkv_weight: Tensor,
    qkv_bias: Tensor,
    proj_weight: Tensor,
    proj_bias: Tensor,
    mask: Optional[Tensor],
    mask_type: Optional[int]) -> Tuple[Tensor, Tensor]:
  size = torch.floordiv(embed_dim, num_head)
  end = torch.mul(embed_dim, 2)
  last = torch.mul(embed_dim, 3)
  query0 = torch.linear(query, torch.slice(qkv_weight, 0, 0, embed_dim), torch.slice(qkv_bias, 0, 0, embed_dim))
  key0 = torch.linear(key, torch.slice(qkv_weight, 0, embed_dim, end), torch.slice(qkv_bias, 0, embed_dim, end))
  value0 = torch.linear(value, torch.slice(qkv_weight, 0, end, last), torch.slice(qkv_bias, 0, end, last))
  query1 = torch.transpose(torch.view(query0, [torch.size(query, 0), torch.size(query, 1), num_head, size]), 1, 2)
  key1 = torch.transpose(torch.view(key0, [torch.size(key, 0), torch.size(key, 1), num_head, size]), 1, 2)
  value1 = torch.transpose(torch.view(value0, [torch.size(value, 0), torch.size(value, 1), num_head, size]), 1, 2)
  scores = torch.matmul(torch.mul(query1, torch.sqrt(torch.div(1., float(size)))), torch.transpose(key1, -2, -1))
  if torch.__is__(mask, None):
    scores0 = scores
  else:
    mask0 = unchecked_cast(Tensor, mask)
    if torch.__is__(mask_type, None):
      padding = False
    else:
      mask_type0 = unchecked_cast(int, mask_type)
      padding = torch.eq(mask_type0, 1)
    if padding:
      mask1 = torch.unsqueeze(torch.unsqueeze(mask0, 1), 1)
    else:
      mask1 = mask0
    scores0 = __torch__.probe__.masked(scores, mask1, True, )
  weights = torch._safe_softmax(scores0, -1)
  if asked:
    weights0 = __torch__.probe__.weights(probe, site, weights, )
  else:
    weights0 = weights
  attended = torch.transpose(torch.matmul(weights0, value1), 1, 2)
  attended0 = torch.reshape(attended, [torch.size(query, 0), torch.size(query, 1), embed_dim])
  return (torch.linear(attended0, proj_weight, proj_bias), weights0)
def _native_multi_head_attention(probe: __torch__.probe__.Probe,
    site: int,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    embed_dim: int,
    num_head: int,
    qkv_weight: Tensor,
    qkv_bias: Tensor,
    proj_weight: Tensor,
    proj_bias: Tensor,
    mask: Optional[Tensor]=None,
    need_weights: bool=True,
    average_attn_weights: bool=True,
    mask_type: Optional[int]=None) -> Tuple[Tensor, Tensor]:
  if ops.prim.is_nested(query):
    asked, slow = False, False
  else:
    asked0 = __torch__.probe__.asked(probe, site, )
    if asked0:
      slow0 = True
    else:
      slow0 = __torch__.probe__.backward_comes(query, )
    asked, slow = asked0, slow0
  if slow:
    attended1, weights1, = __torch__.probe__.project(probe, site, asked, query, key, value, embed_dim, num_head, qkv_weight, qkv_bias, proj_weight, proj_bias, mask, mask_type, )
    if average_attn_weights:
      weights2 = torch.mean(weights1, [1])
    else:
      weights2 = weights1
    attended, weights = attended1, weights2
  else:
    attended0, weights0 = torch._native_multi_head_attention(query, key, value, embed_dim, num_head, qkv_weight, qkv_bias, proj_weight, proj_bias, mask, need_weights, average_attn_weights, mask_type)
    attended, weights = attended0, weights0
  return (attended, weights)
def _transformer_encoder_layer_fwd(probe: __torch__.probe__.Probe,
    site: int,
    src: Tensor,
    embed_dim: int,
    num_heads: int,
    qkv_weight: Tensor,
    qkv_bias: Tensor,
    proj_weight: Tensor,
    proj_bias: Tensor,
    use_gelu: bool,
    norm_first: bool,
    eps: float,
    norm_weight_1: Tensor,
    norm_bias_1: Tensor,
    norm_weight_2: Tensor,
    norm_bias_2: Tensor,
    ffn_weight_1: Tensor,
    ffn_bias_1: Tensor,
    ffn_weight_2: Tensor,
    ffn_bias_2: Tensor,
    mask: Optional[Tensor]=None,
    mask_type: Optional[int]=None) -> Tensor:
  if ops.prim.is_nested(src):
    asked, slow = False, False
  else:
    asked0 = __torch__.probe__.asked(probe, site, )
    if asked0:
      slow0 = True
    else:
      slow0 = __torch__.probe__.backward_comes(src, )
    asked, slow = asked0, slow0
  if slow:
    shape = [embed_dim]
    if norm_first:
      x = torch.layer_norm(src, shape, norm_weight_1, norm_bias_1, eps)
    else:
      x = src
    attended, _0, = __torch__.probe__.project(probe, site, asked, x, x, x, embed_dim, num_heads, qkv_weight, qkv_bias, proj_weight, proj_bias, mask, mask_type, )
    x0 = torch.add(src, attended)
    if norm_first:
      x1, x2 = x0, torch.layer_norm(x0, shape, norm_weight_2, norm_bias_2, eps)
    else:
      x3 = torch.layer_norm(x0, shape, norm_weight_1, norm_bias_1, eps)
      x1, x2 = x3, x3
    hidden = torch.linear(x2, ffn_weight_1, ffn_bias_1)
    if use_gelu:
      hidden0 = torch.gelu(hidden)
    else:
      hidden0 = torch.relu(hidden)
    x4 = torch.add(x1, torch.linear(hidden0, ffn_weight_2, ffn_bias_2))
    if norm_first:
      out = x4
    else:
      out = torch.layer_norm(x4, shape, norm_weight_2, norm_bias_2, eps)
  else:
    out = torch._transformer_encoder_layer_fwd(src, embed_dim, num_heads, qkv_weight, qkv_bias, proj_weight, proj_bias, use_gelu, norm_first, eps, norm_weight_1, norm_bias_1, norm_weight_2, norm_bias_2, ffn_weight_1, ffn_bias_1, ffn_weight_2, ffn_bias_2, mask, mask_type)
  return out
def padded(value: Tensor,
    keep: Optional[Tensor],
    whole: bool) -> Tensor:
  if torch.__is__(keep, None):
    value0 = value
  else:
    keep0 = unchecked_cast(Tensor, keep)
    value1 = torch.masked_fill(value, torch.logical_not(torch.unsqueeze(keep0, -1)), 0.)
    if whole:
      value2 = value1
    else:
      longest = torch.max(torch.sum(keep0, [1]))
      value2 = torch.slice(value1, 1, 0, int(longest))
    value0 = value2
  return value0
