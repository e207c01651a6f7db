package org.loupe.method.embeddings.internal;

/** How many dimensions become two. */
enum Projection {
  /** The two directions of greatest variance. */
  PCA(
      "PCA",
      "Distances along the two axes are true to scale; what varies in other directions is not seen."),
  /** L. van der Maaten, G. Hinton: Visualizing Data using t-SNE, 2008. */
  TSNE("t-SNE", "Neighbours are kept; sizes of clusters and distances between them mean nothing."),
  /** L. McInnes, J. Healy, J. Melville: UMAP, 2018. */
  UMAP("UMAP", "Neighbours are kept; sizes of clusters and distances between them mean little.");

  private final String title;
  private final String caution;

  Projection(String title, String caution) {
    this.title = title;
    this.caution = caution;
  }

  String title() {
    return title;
  }

  /** What the picture does not say, in a sentence. */
  String caution() {
    return caution;
  }
}
