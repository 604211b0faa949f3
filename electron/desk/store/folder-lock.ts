/** One desk a folder. The lock is an SQLite transaction that stays open, so the system frees it when the desk dies. */
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ArchiveError } from './database.ts';

/** Another desk works on this folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** Takes the lock of `folder`; gives the function that frees it. Throws FolderInUse or ArchiveError. */
export function lockFolder(folder: string): () => void {
  let database: DatabaseSync;
  try {
    fs.mkdirSync(folder, { recursive: true });
    database = new DatabaseSync(path.join(folder, 'desk.lock'), { timeout: 0 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArchiveError(`The folder ${folder} cannot be written (${reason}). Choose one that you may write to.`);
  }
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const reason = error instanceof Error ? error.message : String(error);
    if (!/locked|busy/i.test(reason))
      throw new ArchiveError(`The folder ${folder} cannot be locked (${reason}). Choose one that you may write to.`);
    throw new FolderInUse(`Another Sitrep works on ${folder}. Close it, or choose another folder with --folder.`);
  }
  return () => database.close();
}
