/** One page: its JPEG, its pixels, and its size on paper in points (1/72 inch). */
export type PicturePage = {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly paper: readonly [number, number];
};

/** A PDF of pictures alone: no text, no properties, no date, no name of a program. */
export function pdfOfPictures(pages: readonly PicturePage[]): Uint8Array {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const put = (piece: Uint8Array | string): void => {
    const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece;
    pieces.push(bytes);
    length += bytes.length;
  };
  const object = (number: number, ...content: (Uint8Array | string)[]): void => {
    offsets[number] = length;
    put(`${number} 0 obj\n`);
    for (const piece of content) put(piece);
    put('\nendobj\n');
  };
  put('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(
    2,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')}] >>`,
  );
  for (const [index, { jpeg, width, height, paper }] of pages.entries()) {
    const [first, [across, down]] = [3 + index * 3, paper];
    object(
      first,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents ${first + 1} 0 R /Resources << /XObject << /P ${first + 2} 0 R >> >> >>`,
    );
    const draw = `q ${across} 0 0 ${down} 0 0 cm /P Do Q`;
    object(first + 1, `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`);
    object(
      first + 2,
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    );
  }
  const table = length;
  const count = offsets.length;
  put(`xref\n0 ${count}\n0000000000 65535 f \n`);
  for (const offset of offsets.slice(1)) put(`${String(offset).padStart(10, '0')} 00000 n \n`);
  put(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
