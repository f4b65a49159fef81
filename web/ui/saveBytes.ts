/** Hands a file that was made in the page to the browser; the address is forgotten after a minute. */
export function saveBytes(name: string, bytes: Uint8Array<ArrayBuffer> | Blob): void {
  const address = URL.createObjectURL(bytes instanceof Blob ? bytes : new Blob([bytes]));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
