/** Starts a thread for work that reads the whole archive, and waits for it. */
import { Worker } from 'node:worker_threads';
import type { Backup, IntegrityReport } from '../../../shared/model.ts';

/** `copy` makes the file `target`, checked; `check` verifies the archive in `folder`. */
export type ArchiveJob =
  | { readonly kind: 'copy'; readonly folder: string; readonly target: string }
  | { readonly kind: 'check'; readonly folder: string };

export interface ArchiveAnswer {
  readonly result?: Backup | IntegrityReport;
  readonly error?: string;
}

interface Results {
  copy: Backup;
  check: IntegrityReport;
}

/** Rejects with what the work failed of. */
export function runArchiveJob<K extends ArchiveJob['kind']>(
  job: Extract<ArchiveJob, { readonly kind: K }>,
): Promise<Results[K]> {
  // Sources run as `.ts`, the built application as `.js`.
  const file = import.meta.url.endsWith('.ts') ? './archive-worker.ts' : './archive-worker.js';
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), { workerData: job });
    worker.once('message', ({ result, error }: ArchiveAnswer) =>
      result === undefined ? reject(new Error(error)) : resolve(result as Results[K]),
    );
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('it stopped before it was done')));
  });
}
