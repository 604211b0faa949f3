import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { explainQuery } from '../../shared/query/explain.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import styles from './builder.module.css';
import { type BuilderForm, emptyForm, emptyRow, readForm, type WordRow, writeQuery } from './builder-form.ts';
import { BuilderRow } from './builder-row.tsx';
import { DateRange } from './date-range.tsx';
import { NamePicker } from './name-picker.tsx';

interface BuilderProps {
  readonly query: string;
  readonly onClose: () => void;
  readonly onSearch: (query: string) => void;
}

const languages = ['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh'] as const;
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** Builds a query from fields, and reads one back into them. */
export function Builder({ query, onClose, onSearch }: BuilderProps) {
  const { client } = useDesk();
  const read = useRef(readForm(query));
  const [form, setForm] = useState<BuilderForm>(read.current ?? emptyForm);
  const change = (part: Partial<BuilderForm>): void => setForm({ ...form, ...part });
  const written = writeQuery(form);
  const search = (): void => {
    onSearch(written);
    onClose();
  };
  return (
    <Dialog title="Build a search" isOpen onClose={onClose} wide>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (canRun(written)) search();
        }}
      >
        {read.current === undefined ? (
          <p className={styles.note}>The query that stands in the search line has an error, so this starts anew.</p>
        ) : null}
        <Rows rows={form.rows} onChange={(rows) => change({ rows })} />
        <NamePicker
          label="Tagged with any of"
          picked={form.tags.map(({ entityId, label }) => ({ key: entityId, name: label }))}
          onChange={(picked) => change({ tags: picked.map(({ key, name }) => ({ entityId: key, label: name })) })}
          find={async (text) =>
            (await client.tags.complete({ text })).map(({ entityId, label }) => ({ key: entityId, name: label }))
          }
        />
        <NamePicker
          label="From any of these feeds"
          picked={form.feeds.map((title) => ({ key: title, name: title }))}
          onChange={(picked) => change({ feeds: picked.map(({ key }) => key) })}
          find={async (text) =>
            (await client.feeds.list())
              .filter(({ title }) => title.toLowerCase().includes(text.toLowerCase()))
              .map(({ title }) => ({ key: title, name: title }))
          }
        />
        <DateRange value={form.date} onChange={(date) => change({ date })} />
        <Languages picked={form.languages} onChange={(picked) => change({ languages: picked })} />
        <Written query={written} />
        <button type="submit" hidden />
      </form>
      <DialogActions>
        <Button onPress={() => setForm(emptyForm)}>Empty all</Button>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={!canRun(written)} onPress={search}>
          Search
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function canRun(query: string): boolean {
  return query !== '' && parseQuery(query).ok;
}

function Rows({ rows, onChange }: { rows: readonly WordRow[]; onChange: (rows: readonly WordRow[]) => void }) {
  return (
    <fieldset className={styles.rows}>
      <legend className={styles.label}>Words</legend>
      {rows.map((row, index) => (
        <BuilderRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing but their place.
          key={index}
          row={row}
          number={index + 1}
          onChange={(changed) => onChange(rows.map((other, at) => (at === index ? changed : other)))}
          onRemove={rows.length === 1 ? undefined : () => onChange(rows.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button look="quiet" onPress={() => onChange([...rows, { ...emptyRow, kind: 'any' }])}>
          <Plus size={14} aria-hidden /> Add a row
        </Button>
      </div>
    </fieldset>
  );
}

function Languages({
  picked,
  onChange,
}: {
  readonly picked: readonly string[];
  readonly onChange: (picked: readonly string[]) => void;
}) {
  const shown = [...new Set([...languages, ...picked])];
  return (
    <fieldset className={styles.languages}>
      <legend className={styles.label}>In any of these languages</legend>
      {shown.map((language) => (
        <label key={language} className={styles.language}>
          <input
            type="checkbox"
            checked={picked.includes(language)}
            onChange={(event) =>
              onChange(event.target.checked ? [...picked, language] : picked.filter((other) => other !== language))
            }
          />
          {languageNames.of(language) ?? language}
        </label>
      ))}
    </fieldset>
  );
}

/** The query as it will stand in the search line, and what it means. */
function Written({ query }: { readonly query: string }) {
  if (query === '') return <p className={styles.note}>Fill in one field at least.</p>;
  const parsed = parseQuery(query);
  return (
    <div className={styles.written}>
      <code dir="ltr">{query}</code>
      <p className={parsed.ok ? styles.note : styles.problem} role="status">
        {parsed.ok ? (parsed.warnings[0]?.message ?? explainQuery(parsed.query)) : parsed.errors[0]?.message}
      </p>
    </div>
  );
}
