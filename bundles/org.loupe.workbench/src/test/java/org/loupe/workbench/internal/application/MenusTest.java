package org.loupe.workbench.internal.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

@DisplayName("The menus")
class MenusTest {
  @Test
  @DisplayName(
      "open with Alt and a letter of their own, which stands in the label behind an ampersand")
  void letters() throws Exception {
    List<String> letters = new ArrayList<>();
    for (Element menu : menuBar()) {
      String label = menu.getAttribute("label");
      assertThat(label).contains("&");
      letters.add(label.substring(label.indexOf('&') + 1).substring(0, 1));
    }
    assertThat(letters).isNotEmpty().doesNotHaveDuplicates();
  }

  private static List<Element> menuBar() throws Exception {
    try (InputStream in = MenusTest.class.getResourceAsStream("/Application.e4xmi")) {
      Document application = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      List<Element> menus = new ArrayList<>();
      Node bar = application.getElementsByTagName("mainMenu").item(0);
      for (int i = 0; i < bar.getChildNodes().getLength(); i++) {
        if (bar.getChildNodes().item(i) instanceof Element menu) {
          menus.add(menu);
        }
      }
      return menus;
    }
  }
}
