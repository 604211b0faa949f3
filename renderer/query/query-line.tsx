import type { EditorView } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { explainQuery } from '../../shared/query/explain.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import type { Problem } from '../../shared/query/problem.ts';
import { useDesk } from '../desk-context.tsx';
import styles from './query-line.module.css';
import { createQueryView } from './query-view.ts';

export interface QueryLineProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: () => void;
  /** Where the cursor was in the plain field that this takes the place of. */
  readonly cursor: number | undefined;
  /** Gets the way to put the cursor here. */
  readonly onReady: (focus: () => void) => void;
}

/** The search line: one query, coloured and completed as it is typed. */
export function QueryLine(props: QueryLineProps) {
  const { client } = useDesk();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const { label, placeholder, value } = props;
  // Before the next key comes: what was typed into the plain field goes on here.
  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const { cursor, onReady } = latest.current;
    const made = createQueryView(host.current, {
      client,
      label,
      value: latest.current.value,
      onChange: (text) => latest.current.onChange(text),
      line: { placeholder, onSubmit: () => latest.current.onSubmit(), onLeave: () => undefined },
    });
    view.current = made;
    onReady(() => made.focus());
    if (cursor !== undefined) {
      made.focus();
      made.dispatch({ selection: { anchor: Math.min(cursor, made.state.doc.length) } });
    }
    return () => made.destroy();
  }, [client, label, placeholder]);
  useEffect(() => {
    const text = view.current?.state.doc.toString();
    if (text === undefined || text.replace(/\n/g, ' ') === value) return;
    view.current?.dispatch({
      changes: { from: 0, to: text.length, insert: value },
      selection: { anchor: value.length },
    });
  }, [value]);
  return <div ref={host} className={styles.host} data-editor="query" />;
}

/** Whether a search for this text can be asked at all. */
export function canSearch(text: string): boolean {
  return text.trim() === '' || parseQuery(text).ok;
}

interface QueryNoteProps {
  readonly id: string;
  readonly text: string;
  /** What the desk answered. */
  readonly error: string | undefined;
  readonly onFix: (text: string) => void;
}

/** What stands under a query: what is wrong with it, what may surprise, else what it means. */
export function QueryNote({ id, text, error, onFix }: QueryNoteProps) {
  const parsed = text.trim() === '' ? undefined : parseQuery(text);
  if (parsed === undefined) return <p id={id} className={styles.note} />;
  const problem = parsed.ok ? parsed.warnings[0] : parsed.errors[0];
  const isWrong = !parsed.ok || error !== undefined;
  const words = parsed.ok
    ? (error ?? (problem === undefined ? explainQuery(parsed.query) : problem.message))
    : problem?.message;
  return (
    <p id={id} className={isWrong ? styles.problem : styles.note}>
      <bdi>{words}</bdi>
      {problem?.fix === undefined ? null : <FixButton problem={problem} text={text} onFix={onFix} />}
    </p>
  );
}

function FixButton({ problem, text, onFix }: { problem: Problem; text: string; onFix: (text: string) => void }) {
  const { fix } = problem;
  if (fix === undefined) return null;
  return (
    <button
      type="button"
      className={styles.fix}
      onClick={() => onFix(text.slice(0, fix.from) + fix.text + text.slice(fix.to))}
    >
      {fix.label}
    </button>
  );
}
