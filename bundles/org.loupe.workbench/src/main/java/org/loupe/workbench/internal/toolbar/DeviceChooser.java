package org.loupe.workbench.internal.toolbar;

import java.util.List;
import java.util.Optional;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.loupe.model.Device;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.Workspace;
import org.loupe.workbench.internal.widgets.Follow;

/** Where models run. */
final class DeviceChooser extends Chooser {
  /** The engine would fight with the first figures of a project for the processor. */
  private static final int LATER_MILLIS = 3000;

  private final Workspace workspace;

  DeviceChooser(Composite parent, Workspace workspace) {
    super(parent, "toolbar.device", "Device");
    this.workspace = workspace;
    Follow.observed(bar(), workspace.device(), now -> show());
    Follow.observed(bar(), workspace.devices(), now -> show());
    // Asking starts the engine, which a window without a project does not need.
    Follow.observed(
        bar(),
        workspace.project(),
        project -> {
          if (project.value().isPresent()) {
            bar().getDisplay().timerExec(LATER_MILLIS, this::ask);
          }
        });
  }

  private void ask() {
    if (!bar().isDisposed() && workspace.devices().get() instanceof Loading.None<List<Device>>) {
      workspace.askDevices();
    }
  }

  private void show() {
    Loading<List<Device>> devices = workspace.devices().get();
    String best =
        devices
            .value()
            .filter(known -> !known.isEmpty())
            .map(known -> " (" + known.get(0) + ")")
            .orElse("");
    String text = workspace.device().get().map(Device::key).orElse("auto" + best);
    String tooltip =
        devices instanceof Loading.Failed<List<Device>> failed
            ? failed.sentence()
            : "Where models run; auto is the best device of this machine";
    show("Device: " + text, tooltip, true);
  }

  @Override
  void fill(Menu menu) {
    Optional<Device> chosen = workspace.device().get();
    radio(menu, "auto", chosen.isEmpty(), () -> workspace.device().set(Optional.empty()));
    ask();
    Loading<List<Device>> devices = workspace.devices().get();
    if (devices instanceof Loading.Failed<List<Device>> failed) {
      note(menu, failed.sentence());
    } else if (devices instanceof Loading.Busy<List<Device>>) {
      note(menu, "Looking for this machine's devices");
    }
    for (Device device : devices.value().orElse(List.of())) {
      radio(
          menu,
          device.key(),
          chosen.filter(device::equals).isPresent(),
          () -> workspace.device().set(Optional.of(device)));
    }
  }
}
