class Switch:
  on : bool
class Recorder(Interface):
  def arm(self, controls: Dict[str, Tensor]) -> NoneType:
    pass
  def disarm(self) -> NoneType:
    pass
  def values(self) -> Dict[str, Tensor]:
    pass
  def passes(self, name: str) -> bool:
    pass
  def act(self, name: str, value: Tensor) -> Tensor:
    pass
class Recording:
  controls : Dict[str, Tensor]
  recorded : Dict[str, Tensor]
  calls : Dict[str, int]
  def arm(self: __torch__.probe__.Recording,
    controls: Dict[str, Tensor]) -> NoneType:
    self.controls = controls
    self.recorded = annotate(Dict[str, Tensor], {})
    self.calls = annotate(Dict[str, int], {})
    return None
  def disarm(self: __torch__.probe__.Recording) -> NoneType:
    _0 = (self).arm(annotate(Dict[str, Tensor], {}), )
    return None
  def values(self: __torch__.probe__.Recording) -> Dict[str, Tensor]:
    recorded = self.recorded
    return recorded
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
    recorded = self.recorded
    call = torch.add("#", str((self).count(name, )))
    replacement = (self).given("replace:", name, call, )
    if torch.__isnot__(replacement, None):
      replacement0 = unchecked_cast(Tensor, replacement)
      value0 = torch.clone(torch.expand_as(replacement0, value))
    else:
      value0 = value
    factor = (self).given("scale:", name, call, )
    if torch.__isnot__(factor, None):
      factor0 = unchecked_cast(Tensor, factor)
      value1 = torch.mul(value0, factor0)
    else:
      value1 = value0
    summand = (self).given("shift:", name, call, )
    if torch.__isnot__(summand, None):
      summand0 = unchecked_cast(Tensor, summand)
      value2 = torch.add(value1, summand0)
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
def is_off(probe: __torch__.probe__.Probe) -> bool:
  switch = probe.switch
  on = switch.on
  return torch.__not__(on)
def output(probe: __torch__.probe__.Probe,
    value: Tensor) -> Tensor:
  switch = probe.switch
  on = switch.on
  if on:
    recorder = probe.recorder
    path = probe.path
    value0 = (recorder).act(path, value, )
  else:
    value0 = value
  return value0
