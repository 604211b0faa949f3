import { checkHours } from '../article/watch-page.ts';
import type { Engine } from '../engine.ts';
import { writeArchiveSetting } from '../store/archive-settings.ts';
import { backupDaily, backupTo, listBackups } from '../store/backup.ts';
import { ArchiveError } from '../store/database.ts';
import { applyRetention, previewRetention, retentionStart } from '../store/retention.ts';
import { archiveSizes } from '../store/sizes.ts';
import { sweepStrayFiles } from '../store/stray-files.ts';
import { applyThinning, previewThinning, type ThinningWish } from '../store/thinning.ts';
import { os } from './implementer.ts';

const dayMs = 86_400_000;

interface ThinningInput {
  readonly pages: boolean;
  readonly pictures: boolean;
  readonly days?: number | undefined;
  readonly mostMegabytes?: number | undefined;
}

function wishOf({ pages, pictures, days, mostMegabytes }: ThinningInput, now: number): ThinningWish {
  return {
    ...{ pages, pictures },
    before: days === undefined ? undefined : retentionStart(now, days),
    mostBytes: mostMegabytes === undefined ? undefined : mostMegabytes * 1_000_000,
  };
}

export function archiveProcedures(engine: Engine) {
  const { database, folder, now } = engine;
  return {
    sizes: os.archive.sizes.handler(() => archiveSizes(engine.reader, folder)),
    retentionPreview: os.archive.retentionPreview.handler(({ input }) =>
      previewRetention(engine.reader, retentionStart(now(), input.days)),
    ),
    applyRetention: os.archive.applyRetention.handler(async ({ input }) => {
      const removed = await applyRetention(database, folder, retentionStart(now(), input.days));
      sweepStrayFiles(database, folder, Date.now() - dayMs);
      engine.publish({ kind: 'stories-changed', ids: [] });
      engine.publish({ kind: 'status', status: engine.status() });
      return removed;
    }),
    thinningPreview: os.archive.thinningPreview.handler(({ input }) =>
      previewThinning(engine.reader, folder, wishOf(input, now())),
    ),
    thin: os.archive.thin.handler(async ({ input }) => {
      const removed = await applyThinning(database, folder, wishOf(input, now()), now());
      engine.publish({ kind: 'stories-changed', ids: [] });
      return removed;
    }),
    pageChecks: os.archive.pageChecks.handler(() => ({ hours: [...checkHours(database)] })),
    setPageChecks: os.archive.setPageChecks.handler(({ input }) => {
      const hours = [...new Set(input.hours)].sort((a, b) => a - b);
      writeArchiveSetting(database, 'page-check-hours', hours);
      return { hours };
    }),
    backups: os.archive.backups.handler(() => listBackups(folder)),
    backup: os.archive.backup.handler(async ({ input, errors }) => {
      try {
        const { path } = input;
        const made = path === undefined ? await backupDaily(folder, now()) : await backupTo(folder, path, now());
        const [newest] = listBackups(folder);
        const backup = made ?? newest;
        if (backup === undefined) throw new ArchiveError('No backup was made.');
        return backup;
      } catch (error) {
        if (error instanceof ArchiveError) throw errors.NOT_WRITTEN({ message: error.message });
        throw error;
      }
    }),
  };
}
