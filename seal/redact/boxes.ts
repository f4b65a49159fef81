/** A rectangle that is painted over, in shares of the width and height of its page: the same at every resolution. */
export type Box = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A canvas of a page or a worker, and the JPEG that comes out of it. */
export type Surface = { readonly canvas: OffscreenCanvas; readonly page: number };

/**
 * Paints the boxes of a page and encodes what is left as JPEG. Only pixels leave: a text layer, links, properties and
 * whatever lay under a box are not in it.
 */
export async function paintBoxes(
  { canvas, page }: Surface,
  boxes: readonly Box[],
  quality = 0.85,
): Promise<Uint8Array> {
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#000';
  for (const box of boxes.filter((one) => one.page === page)) {
    // Outward to whole pixels: no half-covered edge lets a stroke shine through.
    const [left, top] = [Math.floor(box.x * canvas.width) - 1, Math.floor(box.y * canvas.height) - 1];
    const [right, bottom] = [
      Math.ceil((box.x + box.width) * canvas.width) + 1,
      Math.ceil((box.y + box.height) * canvas.height) + 1,
    ];
    pen.fillRect(left, top, right - left, bottom - top);
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  return new Uint8Array(await blob.arrayBuffer());
}

/** A picture file as a surface, turned as the camera held it. Throws what the browser throws on a file it cannot show. */
export async function pictureSurface(bytes: Uint8Array): Promise<Surface> {
  // A fresh copy: a view on shared memory is no part of a Blob.
  const bitmap = await createImageBitmap(new Blob([bytes.slice()]), { imageOrientation: 'from-image' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  // What was transparent becomes white: JPEG knows no transparency.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { canvas, page: 0 };
}
