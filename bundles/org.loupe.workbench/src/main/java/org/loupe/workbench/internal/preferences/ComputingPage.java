package org.loupe.workbench.internal.preferences;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.loupe.model.Device;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** Seed, device, processor cores, memory and room on disk. */
final class ComputingPage extends PreferencePage {
  private static final String AUTO = "auto (the best that is there)";
  private static final int FIELD_WIDTH = 220;
  private static final int NOTE_WIDTH = 420;
  private static final String DEFAULT = "";

  private final WorkbenchCore core;
  private final Settings settings;
  private final LaunchSettings launch;
  private final List<Text> numbers = new ArrayList<>();
  private Optional<Fields> fields = Optional.empty();

  private record Fields(
      Text seed, Combo device, Text threads, Text memory, Text cache, Button keep) {}

  ComputingPage(WorkbenchCore core, Settings settings, LaunchSettings launch) {
    super("Computing");
    this.core = core;
    this.settings = settings;
    this.launch = launch;
  }

  @Override
  protected Control createContents(Composite parent) {
    Composite page = new Composite(parent, SWT.NONE);
    page.setLayout(new GridLayout(2, false));
    Text seed = number(page, "seed", "Seed of every random choice");
    seed.setText(Long.toString(settings.seed()));
    new Label(page, SWT.NONE).setText("Device");
    Combo device = new Combo(page, SWT.READ_ONLY);
    device.setItems(devices());
    device.setText(settings.device().map(Device::key).orElse(AUTO));
    device.setLayoutData(wide());
    Ids.mark(device, "preferences.device", "Device");
    Text threads = number(page, "threads", "Processor cores for computations");
    threads.setMessage("all");
    Text memory = number(page, "memory", "Memory for computations, MiB");
    memory.setMessage("a quarter of this machine's, at most 2048");
    Text cache = number(page, "cache", "Room for prepared models, MiB");
    cache.setMessage("4096");
    Label note = Styles.style(new Label(page, SWT.WRAP), Styles.QUIET);
    note.setText(
        "Cores, memory and room count after a restart, and for the commands without a window, too."
            + " Prepared models are kept in "
            + Styles.plain(launch.folder())
            + "; LOUPE_STATE names another folder.");
    note.setLayoutData(note());
    Button keep = new Button(page, SWT.CHECK);
    keep.setText("Keep results in the project");
    keep.setSelection(settings.keepsResults());
    keep.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1));
    Ids.mark(keep, "preferences.keep");
    Label kept = Styles.style(new Label(page, SWT.WRAP), Styles.QUIET);
    kept.setText(
        "What took a second or more, and what is shown of all windows at first, is written to the"
            + " project's folder 'results' and shown from there at the next start.");
    kept.setLayoutData(note());
    try {
      threads.setText(text(launch.get(LaunchSettings.THREADS)));
      memory.setText(text(launch.get(LaunchSettings.MEMORY)));
      cache.setText(text(launch.get(LaunchSettings.CACHE)));
    } catch (IOException e) {
      setErrorMessage(e.getMessage());
    }
    fields = Optional.of(new Fields(seed, device, threads, memory, cache, keep));
    return page;
  }

  private String[] devices() {
    List<String> names = new ArrayList<>(List.of(AUTO));
    core.workspace().devices().get().value().orElse(List.of(Device.CPU)).stream()
        .map(Device::key)
        .forEach(names::add);
    settings.device().map(Device::key).filter(name -> !names.contains(name)).ifPresent(names::add);
    return names.toArray(String[]::new);
  }

  private static GridData note() {
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
    data.widthHint = NOTE_WIDTH;
    return data;
  }

  private static GridData wide() {
    GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
    data.widthHint = FIELD_WIDTH;
    return data;
  }

  private Text number(Composite page, String id, String name) {
    new Label(page, SWT.NONE).setText(name);
    Text text = new Text(page, SWT.BORDER | SWT.SINGLE);
    text.setLayoutData(wide());
    text.addListener(SWT.Modify, event -> check());
    Ids.mark(text, "preferences." + id, name);
    numbers.add(text);
    return text;
  }

  private static String text(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : DEFAULT;
  }

  private void check() {
    String wrong = null;
    for (int i = 0; i < numbers.size(); i++) {
      String text = numbers.get(i).getText().strip();
      // The seed must be there; the others may be left to their defaults, but are not zero.
      String expected = i == 0 ? "-?\\d{1,18}" : "[1-9]\\d{0,8}|";
      if (!text.matches(expected)) {
        wrong =
            "'"
                + text
                + "' is no whole number"
                + (i == 0 ? "." : " above 0; leave the field empty for the default.");
      }
    }
    setErrorMessage(wrong);
    setValid(wrong == null);
  }

  @Override
  protected void performDefaults() {
    fields.ifPresent(
        shown -> {
          shown.seed().setText(Long.toString(Settings.SEED));
          shown.device().setText(AUTO);
          shown.threads().setText(DEFAULT);
          shown.memory().setText(DEFAULT);
          shown.cache().setText(DEFAULT);
          shown.keep().setSelection(true);
        });
    super.performDefaults();
  }

  @Override
  public boolean performOk() {
    return fields.isEmpty() || save(fields.get());
  }

  private boolean save(Fields shown) {
    settings.setSeed(Long.parseLong(shown.seed().getText().strip()));
    settings.setDevice(Settings.parse(shown.device().getText()));
    settings.setKeepsResults(shown.keep().getSelection());
    try {
      launch.set(LaunchSettings.THREADS, value(shown.threads()));
      launch.set(LaunchSettings.MEMORY, value(shown.memory()));
      launch.set(LaunchSettings.CACHE, value(shown.cache()));
      return true;
    } catch (IOException e) {
      setErrorMessage(launch.folder() + " cannot be written: " + e.getMessage());
      return false;
    }
  }

  private static OptionalLong value(Text field) {
    String text = field.getText().strip();
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }
}
