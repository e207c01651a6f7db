package org.loupe.workbench.internal.undo;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.ui.menu.MHandledMenuItem;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Methods.Subscription;

/** Names in the menu what would be undone: 'Undo removing slice errors'. */
public final class EditMenu {
  private @Nullable Subscription subscription;

  @PostConstruct
  void follow(
      MApplication application, EModelService models, EditHistory history, UISynchronize ui) {
    Runnable show =
        () -> {
          EditHistory.Names names = history.names().get();
          name(application, models, "loupe.item.undo", "Undo", names.undo());
          name(application, models, "loupe.item.redo", "Redo", names.redo());
        };
    subscription = history.names().onChange(now -> ui.asyncExec(show));
    show.run();
  }

  @PreDestroy
  void stop() {
    if (subscription != null) {
      subscription.close();
    }
  }

  private static void name(
      MApplication application,
      EModelService models,
      String id,
      String verb,
      Optional<String> what) {
    for (MHandledMenuItem item :
        models.findElements(
            application, id, MHandledMenuItem.class, null, EModelService.IN_MAIN_MENU)) {
      item.setLabel(what.map(name -> verb + " " + name.replace("&", "&&")).orElse(verb));
    }
  }
}
