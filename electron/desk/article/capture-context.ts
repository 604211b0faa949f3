import type { DatabaseSync } from 'node:sqlite';
import type { HostGate } from '../net/host-gate.ts';
import type { Network } from '../net/network.ts';
import type { Secrets } from '../secrets.ts';
import type { Annotator } from '../story/annotate.ts';
import type { WorkerPool } from '../work/pool.ts';

/** What fetching pages works with. */
export interface CaptureContext {
  readonly database: DatabaseSync;
  readonly annotator: Annotator;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly gate: HostGate;
  readonly pool: WorkerPool;
  readonly folder: string;
  readonly userAgent: string;
  readonly now: () => number;
}

export interface CaptureResult {
  readonly stored: boolean;
  readonly alerts: number;
  readonly revised: boolean;
}

export const nothingStored: CaptureResult = { stored: false, alerts: 0, revised: false };
