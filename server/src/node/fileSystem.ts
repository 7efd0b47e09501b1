import fs from 'node:fs';
import path from 'node:path';
import type { FileSystem } from '../repository/ports';

/** The files below a root folder on disk. Symlinked folders are not followed, symlinked files are read, as occ does. */
export function nodeFileSystem(root: string): FileSystem {
  const absolute = (file: string) => path.join(root, ...file.split('/'));

  function* walk(
    folder: string,
    accept: (file: string) => boolean,
    entersFolder: (name: string) => boolean,
  ): Iterable<string> {
    let entries: fs.Dirent[];
    try {
      entries = fs.readdirSync(absolute(folder), { withFileTypes: true });
    } catch {
      return; // Gone or unreadable: nothing below it is known.
    }
    for (const entry of entries) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entersFolder(entry.name)) yield* walk(name, accept, entersFolder);
      } else if ((entry.isFile() || (entry.isSymbolicLink() && isFile(absolute(name)))) && accept(name)) yield name;
    }
  }

  return {
    walk,
    read(file) {
      try {
        return fs.readFileSync(absolute(file), 'utf8');
      } catch {
        return undefined;
      }
    },
    exists(path) {
      return fs.existsSync(absolute(path));
    },
    stamp(file) {
      try {
        const stats = fs.statSync(absolute(file));
        return stats.isFile() ? `${stats.mtimeMs}/${stats.size}/${stats.ino}` : undefined;
      } catch {
        return undefined; // Gone, or no longer ours to look at.
      }
    },
  };
}

function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false; // A dangling link.
  }
}
