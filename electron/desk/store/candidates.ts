/** Names outside of the gazetteer, how many stories have them, and a few of these as evidence. */
import type { DatabaseSync } from 'node:sqlite';
import type { Candidate } from '../../../shared/model.ts';
import type { CandidateName } from '../tag/candidate-names.ts';
import { sampleOf } from '../tag/entity-trial.ts';
import { prepared } from './statement.ts';
import { textOf } from './story-texts.ts';

/** Names are offered that this many stories of this many feeds have. */
const fewestStories = 3;
const fewestFeeds = 2;
/** Stories kept as evidence for a name. */
const mostEvidence = 20;
const mostSamples = 3;
/** Beyond, the names that came up least and longest ago are forgotten. */
const mostNames = 20_000;

/** Names a new story as one to be read for names. */
export function queueForCandidates(database: DatabaseSync, storyId: number): void {
  prepared(database, 'INSERT INTO candidate_queue (story_id) VALUES (?)').run(storyId);
}

/** Counts the names of a story. Runs inside the caller's transaction. */
export function countNames(
  database: DatabaseSync,
  story: { readonly id: number; readonly language: string | undefined },
  names: readonly CandidateName[],
  now: number,
): void {
  for (const { key, name, titled, from, to } of names) {
    const row = prepared(
      database,
      `INSERT INTO candidates (key, name, language, titled, seen_at) VALUES (:key, :name, :language, :titled, :now)
       ON CONFLICT (key) DO UPDATE SET seen_at = :now, titled = max(titled, :titled) RETURNING id, stories`,
    ).get({ key, name, now, language: story.language ?? '*', titled: Number(titled) });
    const id = Number(row?.id);
    if (Number(row?.stories) < mostEvidence) {
      const { changes } = prepared(
        database,
        'INSERT OR IGNORE INTO candidate_stories (candidate_id, story_id, span) VALUES (:id, :storyId, :span)',
      ).run({ id, storyId: story.id, span: JSON.stringify({ field: 'text', from, to }) });
      if (Number(changes) === 0) continue;
    }
    prepared(database, 'UPDATE candidates SET stories = stories + 1 WHERE id = :id').run({ id });
  }
}

/** Keeps the table small. What the user settled stays. */
export function forgetRareNames(database: DatabaseSync): void {
  prepared(
    database,
    `DELETE FROM candidates WHERE id IN (
       SELECT id FROM candidates WHERE settled_at IS NULL ORDER BY stories DESC, seen_at DESC LIMIT -1 OFFSET :mostNames)`,
  ).run({ mostNames });
}

/** Names that recur, those of most stories first. */
export function listCandidates(database: DatabaseSync, limit: number): Candidate[] {
  return prepared(
    database,
    `SELECT c.id, c.name, c.language, c.titled, c.stories, count(DISTINCT s.feed_id) AS feeds
     FROM candidates c JOIN candidate_stories x ON x.candidate_id = c.id JOIN stories s ON s.id = x.story_id
     WHERE c.settled_at IS NULL AND c.stories >= :fewestStories
     GROUP BY c.id HAVING feeds >= :fewestFeeds ORDER BY c.stories DESC, c.name LIMIT :limit`,
  )
    .all({ fewestStories, fewestFeeds, limit })
    .map((record) => ({
      ...(record as unknown as Candidate),
      titled: record.titled === 1,
      samples: samplesOf(database, Number(record.id)),
    }));
}

function samplesOf(database: DatabaseSync, id: number): Candidate['samples'] {
  return prepared(
    database,
    'SELECT story_id AS storyId, span FROM candidate_stories WHERE candidate_id = :id ORDER BY story_id DESC LIMIT :mostSamples',
  )
    .all({ id, mostSamples })
    .flatMap(({ storyId, span }) => {
      const text = textOf(database, Number(storyId));
      return text === undefined ? [] : [sampleOf(text, JSON.parse(String(span)))];
    });
}

/** `at`: null offers it again. Gives whether there is such a candidate. */
export function settleCandidate(database: DatabaseSync, id: number, at: number | null): boolean {
  return (
    Number(prepared(database, 'UPDATE candidates SET settled_at = :at WHERE id = :id').run({ id, at }).changes) > 0
  );
}

/** The newest stories that were not read for names yet, but for those first seen since `since` whose page is still to come. */
export function storiesToRead(database: DatabaseSync, since: number, limit: number): number[] {
  return prepared(
    database,
    `SELECT q.story_id AS id FROM candidate_queue q JOIN stories s ON s.id = q.story_id
     WHERE s.full_text <> 'waiting' OR s.first_seen_at < :since
     ORDER BY q.story_id DESC LIMIT :limit`,
  )
    .all({ since, limit })
    .map(({ id }) => Number(id));
}

export function leaveCandidateQueue(database: DatabaseSync, storyId: number): void {
  prepared(database, 'DELETE FROM candidate_queue WHERE story_id = :storyId').run({ storyId });
}
