/** One file of a folder: its path inside the folder with `/`, its bytes, lower-case hexadecimal digests. */
export type ManifestFile = {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly sm3: string;
};

/**
 * The one text of a folder (`humi-manifest/1`, docs/decisions/0011): the format on the first line, then one line
 * `sha256  sm3  size  path` a file, sorted by path (code units), each line ended by LF, UTF-8. In a path `\` is written
 * `\\`, LF `\n` and CR `\r`, so that every line is one file. The order of `files` does not matter.
 * Throws RangeError for no file at all, a path twice, a path that leaves the folder, a digest or size of another form.
 */
export function manifestText(files: readonly ManifestFile[]): string {
  if (files.length === 0) throw new RangeError('no file');
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const [place, file] of sorted.entries()) {
    if (!isWhole(file)) throw new RangeError(`file ${file.path}`);
    if (sorted[place + 1]?.path === file.path) throw new RangeError(`path twice ${file.path}`);
  }
  return `${[format, ...sorted.map(line)].join('\n')}\n`;
}

/** The files of a manifest, sorted by path. Undefined for any text that `manifestText` would not have written. */
export function readManifest(text: string): ManifestFile[] | undefined {
  const lines = text.split('\n');
  if (lines[0] !== format || lines.at(-1) !== '' || lines.length < 3) return undefined;
  const files: ManifestFile[] = [];
  for (const written of lines.slice(1, -1)) {
    const [, sha256, sm3, size, path] = linePattern.exec(written) ?? [];
    if (sha256 === undefined || sm3 === undefined || path === undefined) return undefined;
    const file = { path: unescapePath(path), size: Number(size), sha256, sm3 };
    const former = files.at(-1);
    if (!isWhole(file) || line(file) !== written || (former && former.path >= file.path)) return undefined;
    files.push(file);
  }
  return files;
}

const format = 'humi-manifest/1';
const linePattern = /^([0-9a-f]{64}) {2}([0-9a-f]{64}) {2}(\d{1,16}) {2}([^\r\n]+)$/;
const digestPattern = /^[0-9a-f]{64}$/;

const line = ({ path, size, sha256, sm3 }: ManifestFile): string => `${sha256}  ${sm3}  ${size}  ${escapePath(path)}`;

const isWhole = ({ path, size, sha256, sm3 }: ManifestFile): boolean =>
  isInside(path) && Number.isSafeInteger(size) && size >= 0 && digestPattern.test(sha256) && digestPattern.test(sm3);

/** Relative, well-formed text, without empty parts, `.` or `..`: it can name nothing outside its folder. */
const isInside = (path: string): boolean =>
  !/\0|\p{Cs}/u.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

const escapePath = (path: string): string =>
  path.replace(/[\\\n\r]/g, (letter) => (letter === '\n' ? '\\n' : letter === '\r' ? '\\r' : '\\\\'));

const unescapePath = (path: string): string =>
  path.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter));
