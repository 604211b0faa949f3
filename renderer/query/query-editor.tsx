import { useEffect, useRef } from 'react';
import { useDesk } from '../desk-context.tsx';
import { createQueryView } from './query-view.ts';

interface QueryEditorProps {
  readonly labelledBy: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The query editor of dialogs, several lines high. `value` is where it starts. */
export function QueryEditor({ labelledBy, value, onChange }: QueryEditorProps) {
  const { client } = useDesk();
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useEffect(() => {
    if (host.current === null) return undefined;
    const view = createQueryView(host.current, {
      client,
      label: document.getElementById(labelledBy)?.textContent ?? 'Query',
      value: latest.current.value,
      onChange: (text) => latest.current.onChange(text),
    });
    return () => view.destroy();
  }, [client, labelledBy]);
  return <div ref={host} data-editor="query" />;
}
