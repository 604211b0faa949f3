import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import type { Rule } from '../../shared/model.ts';
import { explainQuery } from '../../shared/query/explain.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { type Severity, severities } from '../../shared/rule.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { useShell } from '../shell-context.tsx';
import { count, shortTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Checkbox, Select, TextField } from '../ui/field.tsx';
import styles from './rule-editor.module.css';

const QueryEditor = lazy(() => import('../query/query-editor.tsx').then((module) => ({ default: module.QueryEditor })));

/** Writes or changes a rule, with what it would have fired on in the last thirty days. */
export function RuleEditor({
  rule,
  query: draft = '',
  onClose,
}: {
  readonly rule: Rule | undefined;
  /** What a new rule asks to begin with. */
  readonly query?: string;
  readonly onClose: () => void;
}) {
  const { client } = useDesk();
  const { shell } = useShell();
  const [name, setName] = useState(rule?.name ?? '');
  const [query, setQuery] = useState(rule?.query ?? draft);
  const [severity, setSeverity] = useState<Severity>(rule?.severity ?? 'watch');
  const [notify, setNotify] = useState(rule?.notify ?? true);
  const [sound, setSound] = useState(rule?.sound ?? false);
  const [error, setError] = useState<string>();
  const parsed = query.trim() === '' ? undefined : parseQuery(query);
  const save = (): void => {
    // A click is the only moment at which a browser lets one ask.
    if (notify) void shell.notificationPermission(true).catch(() => undefined);
    client.rules
      .save({
        name,
        query,
        severity,
        notify,
        sound,
        enabled: rule?.enabled ?? true,
        ...(rule === undefined ? {} : { id: rule.id }),
      })
      .then(onClose, (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)));
  };
  return (
    <Dialog title={rule === undefined ? 'New alert rule' : 'Edit alert rule'} isOpen onClose={onClose} wide>
      <TextField label="Name" value={name} onChange={setName} autoFocus />
      <div className={styles.query}>
        <span className={styles.label} id="rule-query">
          Query
        </span>
        <Suspense fallback={<div className={styles.placeholder} />}>
          <QueryEditor labelledBy="rule-query" value={query} onChange={setQuery} />
        </Suspense>
        <QueryNote parsed={parsed} />
      </div>
      <div className={styles.row}>
        <Select
          label="Severity"
          value={severity}
          onChange={setSeverity}
          choices={severities.map((value) => ({ value, label: value }))}
        />
        <div className={styles.checks}>
          <Checkbox label="Desktop notification" isSelected={notify} onChange={setNotify} />
          <Checkbox label="Sound" isSelected={sound} onChange={setSound} />
        </div>
      </div>
      <Backtest query={parsed?.ok === true ? query : ''} />
      {error === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {error}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={name.trim() === '' || parsed?.ok !== true} onPress={save}>
          {rule === undefined ? 'Create rule' : 'Save rule'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function QueryNote({ parsed }: { readonly parsed: ReturnType<typeof parseQuery> | undefined }) {
  if (parsed === undefined)
    return (
      <p className={styles.note}>Words, "phrases", drone*, NEAR/5, AND, OR, NOT, title:, country:, topic:, date:7d</p>
    );
  if (!parsed.ok) return <p className={styles.problem}>{parsed.errors[0]?.message}</p>;
  const [warning] = parsed.warnings;
  return (
    <p className={styles.note}>{warning === undefined ? explainQuery(parsed.query) : `Careful: ${warning.message}`}</p>
  );
}

const days = 30;

/** What the query would have fired on. */
function Backtest({ query }: { readonly query: string }) {
  const { queries } = useDesk();
  const { settings } = useShell();
  const asked = useDeferredValue(query);
  const test = useQuery(
    queries.rules.test.queryOptions({
      input: { query: asked, days },
      enabled: asked !== '',
      retry: false,
      placeholderData: (previous) => previous,
    }),
  );
  if (asked === '' || test.data === undefined)
    return test.isError ? <p className={styles.problem}>{test.error.message}</p> : null;
  const most = Math.max(1, ...test.data.perDay.map(({ hits }) => hits));
  return (
    <section className={styles.backtest} aria-label="Backtest">
      <header className={styles.hits}>
        <strong>{count(test.data.hits)}</strong> of {count(test.data.stories)} stories of the last {days} days
        <svg
          className={styles.spark}
          viewBox={`0 0 ${days * 4} 24`}
          role="img"
          aria-label={`Hits a day, at most ${most}`}
        >
          {test.data.perDay.map(({ day, hits }, index) => (
            <rect key={day} x={index * 4} width={3} y={24 - (hits / most) * 24} height={(hits / most) * 24} />
          ))}
        </svg>
      </header>
      <ul className={styles.samples}>
        {test.data.samples.map((hit) => (
          <li key={hit.id}>
            <span className={styles.note}>
              {shortTime(hit.publishedAt, settings.times)} <Foreign text={hit.feed} />
            </span>
            <span dir="auto" className={styles.sampleTitle}>
              {hit.title}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
