package org.loupe.workbench.internal.application;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.e4.core.di.annotations.Execute;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.TableColumns;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/** Help &gt; About Loupe. */
public final class AboutHandler {
  @Execute
  void show(Shell shell) {
    BundleContext context =
        Objects.requireNonNull(FrameworkUtil.getBundle(AboutHandler.class)).getBundleContext();
    new About(shell, context).open();
  }

  /** The version, and what the program consists of. */
  private static final class About extends Dialog {
    private final BundleContext context;

    About(Shell shell, BundleContext context) {
      super(shell);
      this.context = context;
    }

    @Override
    protected void configureShell(Shell shell) {
      super.configureShell(shell);
      shell.setText("About Loupe");
      Ids.mark(shell, "about");
    }

    @Override
    protected boolean isResizable() {
      return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
      Composite area = (Composite) super.createDialogArea(parent);
      Label title = new Label(area, SWT.WRAP);
      title.setText(
          "Loupe "
              + version()
              + "\nA workbench for looking inside trained neural sequence models."
              + "\nLicensed under the Apache License 2.0; it is made of these bundles:");
      Table table = new Table(area, SWT.FULL_SELECTION | SWT.BORDER);
      GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
      data.widthHint = 880;
      data.heightHint = 400;
      table.setLayoutData(data);
      table.setHeaderVisible(true);
      Ids.mark(table, "about.bundles", "Bundles and their licences");
      TableColumns.add(table, "Bundle", 360);
      TableColumns.add(table, "Version", 96);
      TableColumns.add(table, "Licence", 400);
      for (Bundle bundle : bundles()) {
        String licence = bundle.getHeaders("").get(Constants.BUNDLE_LICENSE);
        new TableItem(table, SWT.NONE)
            .setText(
                new String[] {
                  bundle.getSymbolicName(),
                  withoutQualifier(bundle.getVersion()),
                  licence == null ? "see NOTICE" : licence
                });
      }
      return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
      createButton(parent, IDialogConstants.OK_ID, "Close", true);
    }

    private String version() {
      return Objects.requireNonNullElse(context.getProperty("loupe.version"), "");
    }

    private List<Bundle> bundles() {
      return Arrays.stream(context.getBundles())
          .filter(bundle -> bundle.getSymbolicName() != null)
          .sorted(Comparator.comparing(Bundle::getSymbolicName))
          .toList();
    }

    private static String withoutQualifier(Version version) {
      return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
  }
}
