/** Verifies what the archive promises: a sound database, every kept file there and unchanged, an unbroken chain. */
import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { IntegrityReport } from '../../../shared/model.ts';
import { chainOf, contentPath, readCapture, sha256 } from './captures.ts';

type Check = IntegrityReport['checks'][number];

/** Reads everything, so it takes minutes on a large archive. Never throws for damage: that is what it reports. */
export function checkArchive(database: DatabaseSync, folder: string): IntegrityReport {
  const checks = [
    checkDatabase(database),
    checkReferences(database),
    checkIndex(database),
    checkCaptures(database, folder),
    checkPictures(database, folder),
  ];
  return { ok: checks.every(({ ok }) => ok), checks };
}

function checkDatabase(database: DatabaseSync): Check {
  const verdicts = database.prepare('PRAGMA integrity_check(20)').all();
  const problems = verdicts.map((row) => String(row.integrity_check)).filter((verdict) => verdict !== 'ok');
  return report('database', problems, 'no damage found');
}

function checkReferences(database: DatabaseSync): Check {
  const dangling = database.prepare('PRAGMA foreign_key_check').all();
  return report(
    'references',
    dangling.map(({ table, rowid }) => `${String(table)} row ${String(rowid)} points to nothing`),
    'every record belongs to something',
  );
}

function checkIndex(database: DatabaseSync): Check {
  const count = (sql: string): number => Number(database.prepare(sql).get()?.n);
  const stories = count('SELECT count(*) AS n FROM stories');
  const indexed = count('SELECT count(*) AS n FROM story_index_docsize');
  const waiting = count(`SELECT count(*) AS n FROM index_queue q
    WHERE NOT EXISTS (SELECT 1 FROM story_index_docsize d WHERE d.id = q.story_id)`);
  const problems = stories === indexed + waiting ? [] : [`${stories} stories, but ${indexed + waiting} in the index`];
  return report('search index', problems, `${indexed} stories indexed, ${waiting} waiting`);
}

function checkCaptures(database: DatabaseSync, folder: string): Check {
  const problems: string[] = [];
  let chain = '';
  let captures = 0;
  let removed = 0;
  // Retention leaves the links of the chain where it removes pages, with their stories or alone.
  const sql = `SELECT id, url, fetched_at AS fetchedAt, sha256, headers, chain, removed_at IS NULL AS kept FROM captures UNION ALL
    SELECT id, url, fetched_at, sha256, headers, chain, 0 FROM retired_captures ORDER BY id`;
  for (const record of database.prepare(sql).iterate()) {
    const capture = record as unknown as {
      id: number;
      url: string;
      fetchedAt: number;
      sha256: string;
      headers: string;
      chain: string;
      kept: number;
    };
    if (capture.chain !== chainOf(chain, capture)) problems.push(`the chain is broken at capture ${capture.id}`);
    chain = capture.chain;
    if (capture.kept === 0) {
      removed++;
      continue;
    }
    captures++;
    const fault = captureFault(folder, capture.sha256);
    if (fault !== undefined)
      problems.push(
        `${capture.url}: ${fault} (${path.relative(folder, contentPath(folder, 'captures', capture.sha256))})`,
      );
  }
  return report(
    'captures',
    problems,
    `${captures} pages as they were received${removed === 0 ? '' : `, ${removed} removed to save space`}`,
  );
}

function captureFault(folder: string, hash: string): string | undefined {
  try {
    return sha256(readCapture(folder, hash)) === hash ? undefined : 'its bytes changed';
  } catch {
    return 'its file is missing or damaged';
  }
}

function checkPictures(database: DatabaseSync, folder: string): Check {
  const problems: string[] = [];
  let pictures = 0;
  for (const { hash } of database
    .prepare('SELECT DISTINCT sha256 AS hash FROM pictures WHERE removed_at IS NULL')
    .iterate()) {
    pictures++;
    const file = contentPath(folder, 'assets', String(hash));
    const name = path.relative(folder, file);
    if (!fs.existsSync(file)) problems.push(`picture ${name} is missing`);
    else if (sha256(fs.readFileSync(file)) !== hash) problems.push(`picture ${name} changed`);
  }
  return report('pictures', problems, `${pictures} kept`);
}

function report(name: string, problems: readonly string[], good: string): Check {
  const shown = problems.slice(0, 10).join('; ');
  const more = problems.length > 10 ? `; and ${problems.length - 10} more` : '';
  return { name, ok: problems.length === 0, detail: problems.length === 0 ? good : shown + more };
}
