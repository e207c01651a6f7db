package org.loupe.workbench.internal.quick;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.e4.core.commands.ECommandService;
import org.eclipse.e4.core.commands.EHandlerService;
import org.eclipse.e4.ui.bindings.EBindingService;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.commands.MCommand;
import org.eclipse.jface.bindings.TriggerSequence;

/** The commands that can be done at this moment. */
final class CommandSource implements QuickSource {
  private final List<QuickEntry> entries = new ArrayList<>();

  CommandSource(
      MApplication application,
      ECommandService commands,
      EHandlerService handlers,
      EBindingService bindings) {
    for (MCommand command : application.getCommands()) {
      ParameterizedCommand call = commands.createCommand(command.getElementId());
      if (call != null
          && !command.getElementId().equals(QuickAccess.COMMAND)
          && handlers.canExecute(call)) {
        TriggerSequence key = bindings.getBestSequenceFor(call);
        entries.add(
            new QuickEntry(
                "command:" + command.getElementId(),
                command.getCommandName(),
                command.getDescription() == null ? "" : command.getDescription(),
                key == null ? "" : key.format(),
                () -> handlers.executeHandler(call)));
      }
    }
  }

  @Override
  public String kind() {
    return "Commands";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    return entries;
  }
}
