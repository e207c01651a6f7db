package org.loupe.project.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.loupe.model.BadInputException;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Recipe;
import org.loupe.project.Recipes;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.imports.WrittenFiles;
import org.loupe.project.internal.recipe.RecipeFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads recipes from files and writes them there. */
@Component
public final class FileRecipes implements Recipes {
  private final Projects projects;

  /** Made once by Declarative Services. */
  @Activate
  public FileRecipes(@Reference Projects projects) {
    this.projects = projects;
  }

  @Override
  public Recipe read(Path file) throws BadInputException {
    return RecipeFile.read(
        file,
        new RecipeFile.Opening() {
          @Override
          public Project folder(Path folder) throws BadInputException {
            return projects.open(folder);
          }

          @Override
          public Project listed(ProjectFile files) {
            return new FolderProject(files, projects);
          }
        });
  }

  @Override
  public String text(Recipe recipe) {
    return RecipeFile.text(recipe);
  }

  @Override
  public void write(Recipe recipe, Path file, boolean force) throws BadInputException {
    WrittenFiles.write(file, text(recipe).getBytes(StandardCharsets.UTF_8), force);
  }
}
