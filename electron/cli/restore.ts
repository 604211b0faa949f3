/** `sitrep restore PATH`: needs the archive for itself, so that it runs without a desk. */
import path from 'node:path';
import { restoreBackup } from '../desk/store/backup.ts';
import { openDatabase } from '../desk/store/database.ts';
import { lockFolder } from '../desk/store/folder-lock.ts';
import { type Arguments, WrongUsage } from './arguments.ts';
import { defaultFolder } from './data-folder.ts';

export const restoreUsage = 'restore PATH';

/** Gives the exit code. Throws FolderInUse while a desk works on the folder, and ArchiveError. */
export async function restore(args: Arguments): Promise<number> {
  const [source] = args.words;
  if (source === undefined || args.words.length > 1) throw new WrongUsage(`Usage: sitrep ${restoreUsage}`);
  const folder = args.common.folder ?? defaultFolder();
  const unlock = lockFolder(folder);
  try {
    const replaced = restoreBackup(folder, path.resolve(source), Date.now());
    const database = await openDatabase(folder);
    const stories = Number(database.prepare('SELECT count(*) AS stories FROM stories').get()?.stories);
    database.close();
    const json = { folder, stories, ...(replaced === undefined ? {} : { replaced }) };
    const kept = replaced === undefined ? '' : ` What was there before is kept in ${replaced}.`;
    process.stdout.write(args.common.json ? `${JSON.stringify(json)}\n` : `Restored ${stories} stories.${kept}\n`);
    return 0;
  } finally {
    unlock();
  }
}
