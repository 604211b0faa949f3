/** Tags all stored stories anew behind everything else: small transactions, newest first, going on after a stop. */
import type { DatabaseSync } from 'node:sqlite';
import type { PollProgress } from '../../../shared/model.ts';
import { transaction } from '../store/database.ts';
import { moveRetagging, readRetagging, startRetagging } from '../store/retagging.ts';
import { textsBelow } from '../store/story-texts.ts';
import { retagStory } from './retag-story.ts';
import type { Tagger } from './tag-text.ts';

export interface Retagger {
  /** Starts over with the gazetteer that this names. */
  start(gazetteer: string): void;
  /** Goes on where a stop left it; starts over when the gazetteer is another. */
  resume(gazetteer: string): void;
  readonly progress: PollProgress | undefined;
  /** Resolves when nothing is left to do. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface RetaggerOptions {
  readonly database: DatabaseSync;
  readonly tagger: Tagger;
  readonly log: (message: string) => void;
  /** Resolves when stories that came lately stand in the index, so that no older row of theirs is written later. */
  readonly indexed: () => Promise<void>;
  readonly onChanged: (storyIds: readonly number[]) => void;
  /** Called when progress was made, often. */
  readonly onProgress: () => void;
}

const atOnce = 50;
/** A transaction ends after this much work, and the desk then has as much time for others. */
const longestMs = 25;

export function createRetagger({ database, tagger, log, indexed, onChanged, onProgress }: RetaggerOptions): Retagger {
  let state = readRetagging(database);
  let running: Promise<void> | undefined;
  let closed = false;

  const step = (): readonly number[] => {
    const changed: number[] = [];
    const from = performance.now();
    transaction(database, () => {
      if (state?.belowId === undefined) return;
      let { belowId, done }: { belowId: number | undefined; done: number } = { ...state, belowId: state.belowId };
      const texts = textsBelow(database, belowId, atOnce);
      for (const text of texts) {
        if (retagStory(database, tagger, text)) changed.push(text.id);
        belowId = text.id;
        done++;
        if (performance.now() - from > longestMs) break;
      }
      if (texts.length === 0) belowId = undefined;
      moveRetagging(database, belowId, done);
      state = { ...state, belowId, done };
    });
    return changed;
  };
  const run = async (): Promise<void> => {
    await indexed();
    while (!closed && state?.belowId !== undefined) {
      const changed = step();
      if (changed.length > 0) onChanged(changed);
      onProgress();
      await new Promise((resolve) => setTimeout(resolve, longestMs));
    }
  };
  const go = (): void => {
    if (closed || running !== undefined || state?.belowId === undefined) return;
    running = run()
      .catch((error: unknown) => log(`tags: ${error instanceof Error ? error.stack : String(error)}`))
      .finally(() => {
        running = undefined;
        onProgress();
      });
  };
  const start = (gazetteer: string): void => {
    if (closed) return;
    transaction(database, () => startRetagging(database, gazetteer));
    state = readRetagging(database);
    go();
  };

  return {
    start,
    resume: (gazetteer) => (state?.gazetteer === gazetteer ? go() : start(gazetteer)),
    get progress() {
      return state?.belowId === undefined ? undefined : { done: state.done, total: state.total };
    },
    settle: async () => running,
    async close() {
      closed = true;
      await running;
    },
  };
}
