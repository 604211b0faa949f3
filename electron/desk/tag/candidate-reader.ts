/** Reads stored stories for names that no entity has, behind everything else. */
import type { DatabaseSync } from 'node:sqlite';
import { countNames, forgetRareNames, leaveCandidateQueue, storiesToRead } from '../store/candidates.ts';
import { transaction } from '../store/database.ts';
import { textOf } from '../store/story-texts.ts';
import { tagsOf } from '../store/tags.ts';
import { findCandidateNames } from './candidate-names.ts';

export interface CandidateReader {
  /** Stories came, or their full text: reads them when it has been quiet for a while. */
  wake(): void;
  /** Reads what is there now. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface CandidateReaderOptions {
  readonly database: DatabaseSync;
  readonly now: () => number;
  readonly log: (message: string) => void;
  /** Names were counted. */
  readonly onFound: () => void;
}

const quietMs = 5000;
const atOnce = 40;
const longestMs = 20;
/** A story whose page is still to be fetched is read without it after this time. */
const longestWaitMs = 3_600_000;

export function createCandidateReader({ database, now, log, onFound }: CandidateReaderOptions): CandidateReader {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let closed = false;

  /** Gives how many stories were read. */
  const step = (): number => {
    const from = performance.now();
    let read = 0;
    transaction(database, () => {
      for (const id of storiesToRead(database, now() - longestWaitMs, atOnce)) {
        const text = textOf(database, id);
        if (text !== undefined)
          countNames(database, text, findCandidateNames(text.text, text.language, tagsOf(database, id)), now());
        leaveCandidateQueue(database, id);
        read++;
        if (performance.now() - from > longestMs) break;
      }
    });
    return read;
  };
  const run = async (): Promise<void> => {
    let read = 0;
    for (let more = step(); more > 0 && !closed; more = step()) {
      read += more;
      await new Promise((resolve) => setTimeout(resolve, longestMs));
    }
    if (read === 0 || closed) return;
    transaction(database, () => forgetRareNames(database));
    onFound();
  };
  const go = (): Promise<void> => {
    clearTimeout(timer);
    if (closed) return Promise.resolve();
    running ??= run()
      .catch((error: unknown) => log(`names: ${error instanceof Error ? error.stack : String(error)}`))
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return {
    wake() {
      clearTimeout(timer);
      if (!closed) timer = setTimeout(go, quietMs).unref();
    },
    settle: go,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
