import { Trash2 } from 'lucide-react';
import { textFields } from '../../shared/query/ast.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './builder.module.css';
import { type RowKind, rowKinds, type WordRow } from './builder-form.ts';

interface BuilderRowProps {
  readonly row: WordRow;
  readonly number: number;
  readonly onChange: (row: WordRow) => void;
  readonly onRemove: (() => void) | undefined;
}

const kindNames: Readonly<Record<RowKind, string>> = {
  all: 'all of',
  any: 'any of',
  none: 'none of',
  phrase: 'the exact phrase',
  near: 'near each other',
  query: 'as a query',
};
const fieldNames = { title: 'the title', lead: 'the first paragraph', body: 'the text', author: 'the author' } as const;
const widest = 100;

/** One condition on the words of a story. */
export function BuilderRow({ row, number, onChange, onRemove }: BuilderRowProps) {
  const words = (label: string, value: string, change: (value: string) => void) => (
    <input
      className={styles.words}
      aria-label={`${label}, row ${number}`}
      dir="auto"
      spellCheck={false}
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  );
  return (
    <div className={styles.row}>
      <select
        className={styles.select}
        aria-label={`How row ${number} matches`}
        value={row.kind}
        onChange={(event) => onChange({ ...row, kind: event.target.value as RowKind })}
      >
        {rowKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindNames[kind]}
          </option>
        ))}
      </select>
      <div className={styles.sides}>
        {words('Words', row.words, (value) => onChange({ ...row, words: value }))}
        {row.kind === 'near' ? (
          <>
            <label className={styles.distance}>
              at most
              <input
                type="number"
                min={1}
                max={widest}
                className={styles.number}
                aria-label={`Words between, row ${number}`}
                value={row.distance}
                onChange={(event) =>
                  onChange({ ...row, distance: Math.min(widest, Math.max(1, Number(event.target.value))) })
                }
              />
              words from
            </label>
            {words('Other words', row.other, (value) => onChange({ ...row, other: value }))}
          </>
        ) : null}
      </div>
      {row.kind === 'query' ? null : (
        <select
          className={styles.select}
          aria-label={`Where row ${number} looks`}
          value={row.field}
          onChange={(event) => onChange({ ...row, field: event.target.value as WordRow['field'] })}
        >
          <option value="">in title or text</option>
          {textFields.map((field) => (
            <option key={field} value={field}>
              in {fieldNames[field]}
            </option>
          ))}
        </select>
      )}
      {onRemove === undefined ? null : (
        <IconButton label={`Remove row ${number}`} onPress={onRemove}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
