import { useMemo, useState } from 'react';
import type { Revision, TextChange } from '../../shared/model.ts';
import { type DiffPiece, diffTexts, diffWords } from '../../shared/text-diff.ts';
import { useShell } from '../shell-context.tsx';
import { longTime, shortTime } from '../time.ts';
import { Select } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import styles from './revisions-panel.module.css';

interface RevisionsPanelProps {
  readonly revisions: readonly Revision[];
  readonly language: string | undefined;
}

/** How a story was edited: any two of its states, side by side or in one text. */
export function RevisionsPanel({ revisions, language }: RevisionsPanelProps) {
  const { settings } = useShell();
  const newest = revisions.at(-1);
  const usual = revisions.slice(0, -1).findLast(({ source }) => source === newest?.source) ?? revisions.at(-2);
  const [beforeNumber, setBefore] = useState(usual?.number);
  const [afterNumber, setAfter] = useState(newest?.number);
  const [look, setLook] = useState<'inline' | 'beside'>('inline');
  const before = revisions.find(({ number }) => number === beforeNumber) ?? usual;
  const after = revisions.find(({ number }) => number === afterNumber) ?? newest;
  if (before === undefined || after === undefined) return null;
  const choices = revisions.map((revision) => ({
    value: String(revision.number),
    label: `${revision.number}: ${revision.source === 'feed' ? 'feed' : 'page'}, ${shortTime(revision.seenAt, settings.times)}`,
  }));
  return (
    <section aria-label="How it was edited">
      <h2>How it was edited</h2>
      <div className={styles.choices}>
        <Select label="From" value={String(before.number)} choices={choices} onChange={(n) => setBefore(Number(n))} />
        <Select label="To" value={String(after.number)} choices={choices} onChange={(n) => setAfter(Number(n))} />
        <Segmented
          label="How the texts are shown"
          value={look}
          choices={[
            { value: 'inline', label: 'In one text' },
            { value: 'beside', label: 'Side by side' },
          ]}
          onChange={setLook}
        />
      </div>
      <p className={styles.seen}>Seen {longTime(after.seenAt, settings.times)}</p>
      {after.changes === undefined ? null : <Changes changes={after.changes} />}
      <Comparison key={look} before={before} after={after} look={look} language={language} />
    </section>
  );
}

const words: Readonly<Record<TextChange['kind'], string>> = {
  headline: 'headline',
  number: 'number',
  date: 'date',
  name: 'name',
  negation: 'negation',
  removal: 'removed',
  addition: 'added text',
  wording: 'wording',
};

function Changes({ changes }: { readonly changes: readonly TextChange[] }) {
  const material = changes.filter((change) => change.material);
  if (material.length === 0) return <p className={styles.seen}>Wording only.</p>;
  return (
    <ul className={styles.changes} aria-label="What changed">
      {material.map((change) => (
        <li key={`${change.kind} ${change.before} ${change.after}`}>
          <b>{words[change.kind]}</b>{' '}
          {change.before === undefined ? null : (
            <del>
              <bdi>{change.before}</bdi>
            </del>
          )}{' '}
          {change.after === undefined ? null : (
            <ins>
              <bdi>{change.after}</bdi>
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Row {
  readonly id: number;
  readonly isTitle: boolean;
  readonly pieces: readonly DiffPiece[];
}

function rowsOf(before: Revision, after: Revision, language: string | undefined): Row[] {
  const title = { id: 0, isTitle: true, pieces: diffWords(before.title, after.title, language) };
  const rows = diffTexts(before.text, after.text, language).map((row, index) => ({
    id: index + 1,
    isTitle: false,
    pieces: row.kind === 'changed' ? row.pieces : [{ kind: row.kind, text: row.text }],
  }));
  return [title, ...rows];
}

function Comparison({
  before,
  after,
  look,
  language,
}: {
  readonly before: Revision;
  readonly after: Revision;
  readonly look: 'inline' | 'beside';
  readonly language: string | undefined;
}) {
  const rows = useMemo(() => rowsOf(before, after, language), [before, after, language]);
  if (look === 'inline')
    return (
      <div className={styles.inline} lang={language}>
        {rows.map(({ id, isTitle, pieces }) => (
          <p key={id} dir="auto" className={isTitle ? styles.title : undefined}>
            <Pieces pieces={pieces} />
          </p>
        ))}
      </div>
    );
  return (
    <table className={styles.beside} lang={language}>
      <thead>
        <tr>
          <th>Before</th>
          <th>After</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, isTitle, pieces }) => (
          <tr key={id} className={isTitle ? styles.title : undefined}>
            <td dir="auto">
              <Pieces pieces={pieces.filter(({ kind }) => kind !== 'added')} />
            </td>
            <td dir="auto">
              <Pieces pieces={pieces.filter(({ kind }) => kind !== 'removed')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly DiffPiece[] }) {
  return pieces.map(({ kind, text }, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a difference is computed whole.
    if (kind === 'added') return <ins key={index}>{text}</ins>;
    // biome-ignore lint/suspicious/noArrayIndexKey: a difference is computed whole.
    return kind === 'removed' ? <del key={index}>{text}</del> : text;
  });
}
