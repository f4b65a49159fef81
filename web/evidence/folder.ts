import { type ManifestFile, manifestText } from '#domain/evidence/manifest.ts';

/** One thing that a person chose: a file, or a folder with all that is in it, paths inside it with `/`. */
export type Chosen = {
  readonly kind: 'file' | 'folder';
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly file: File }[];
};

/** What was dropped. The entries must be taken before the event ends, so this is called inside its handler. */
export function chosenIn(data: DataTransfer): Promise<Chosen[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return Promise.resolve([...data.files].map(single));
  return Promise.all(entries.map(chosenOf));
}

export const single = (file: File): Chosen => ({ kind: 'file', name: file.name, files: [{ path: file.name, file }] });

/** What `<input webkitdirectory>` gives: files with the folder's name at the front of their paths. */
export function folderOf(files: readonly File[]): Chosen[] {
  const name = files[0]?.webkitRelativePath.split('/')[0];
  if (name === undefined) return [];
  return [
    {
      kind: 'folder',
      name,
      files: files.map((file) => ({ path: file.webkitRelativePath.slice(name.length + 1), file })),
    },
  ];
}

async function chosenOf(entry: FileSystemEntry): Promise<Chosen> {
  if (isFile(entry)) return single(await fileOf(entry));
  return { kind: 'folder', name: entry.name, files: isFolder(entry) ? await filesIn(entry, '') : [] };
}

async function filesIn(folder: FileSystemDirectoryEntry, before: string): Promise<{ path: string; file: File }[]> {
  const found: { path: string; file: File }[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = `${before}${entry.name}`;
    if (isFile(entry)) found.push({ path, file: await fileOf(entry) });
    else if (isFolder(entry)) found.push(...(await filesIn(entry, `${path}/`)));
  }
  return found;
}

/** A reader gives a hundred at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** The manifest of a folder; undefined when a path in it cannot be written in one (broken characters). */
export function manifestOf(files: readonly ManifestFile[]): string | undefined {
  try {
    return manifestText(files);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
