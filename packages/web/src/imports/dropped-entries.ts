/** One file with the path that it has inside the folder that was dropped. */
export interface NamedFile {
  file: File;
  path: string;
}

/** Every file of a drop, folders opened. Must be called while the drop event is handled; the promise may settle later. */
export async function droppedFiles(data: DataTransfer): Promise<NamedFile[]> {
  const entries = [...data.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  if (entries.length === 0) return [...data.files].map((file) => ({ file, path: file.name }));
  return (await Promise.all(entries.map(filesOf))).flat().filter(({ path }) => !isHousekeeping(path));
}

export const pickedFiles = (files: FileList | File[]): NamedFile[] =>
  [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })).filter(({ path }) => !isHousekeeping(path));

/** Files that operating systems leave in folders. */
const isHousekeeping = (path: string) => /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(path);

async function filesOf(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  if (!isDirectory(entry)) return [];
  const children = await allChildren(entry.createReader());
  return (await Promise.all(children.map(filesOf))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** Browsers give a directory in portions of about a hundred; an empty portion is the end. */
async function allChildren(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  return portion.length === 0 ? [] : [...portion, ...(await allChildren(reader))];
}
