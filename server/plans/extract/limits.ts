/** What a document may cost us before it is refused (issue 2, "Bad input"). Sizes are bytes unless said. */
export const limits = {
  rawBytes: 50 * 1024 * 1024,
  textChars: 5_000_000,
  unpackedBytes: 200 * 1024 * 1024,
  zipEntries: 5_000,
  /** Only entries at least this large are judged by ratio: a small blank picture honestly packs 1000 to 1. */
  ratioFromBytes: 32 * 1024 * 1024,
  ratio: 200,
  /** Elements of one top-level block that may be held at once; a table of 10,000 rows needs about 1,500,000. */
  xmlNodes: 4_000_000,
  xmlDepth: 256,
  /** Deeper elements are read as if they were not there, so that walking the tree needs no deep stack. */
  htmlDepth: 200,
  /** The parser's own list of open elements costs time in proportion to its length at every tag. */
  htmlOpenElements: 1_000,
  htmlElements: 1_000_000,
  sheetCells: 2_000_000,
  pdfPages: 2_000,
  pdfSeconds: 20,
  pdfHeapMegabytes: 1024,
  /** Growth of the whole process while a PDF is read; buffers do not count as heap. */
  pdfGrowthBytes: 768 * 1024 * 1024,
} as const;
