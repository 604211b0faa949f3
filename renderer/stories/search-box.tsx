import { Bookmark, Search, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { StoryView } from '../../shared/model.ts';
import { explainQuery } from '../../shared/query/explain.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { useCommands } from '../commands/use-commands.ts';
import { IconButton } from '../ui/button.tsx';
import { SaveSearchDialog } from './save-search-dialog.tsx';
import styles from './search-box.module.css';

interface SearchBoxProps {
  readonly view: StoryView;
  readonly error: string | undefined;
  readonly onSearch: (query: string) => void;
}

/** The search line: errors stand under it at once, and what a query means in words. */
export function SearchBox({ view, error, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(view.query ?? '');
  const [isSaving, setSaving] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const noteId = useId();
  useEffect(() => setText(view.query ?? ''), [view.query]);
  useCommands({ search: () => input.current?.focus() });
  const parsed = text.trim() === '' ? undefined : parseQuery(text);
  const problem = parsed?.ok === false ? parsed.errors[0] : undefined;
  const note =
    problem?.message ?? error ?? (parsed?.ok ? (parsed.warnings[0]?.message ?? explainQuery(parsed.query)) : undefined);

  return (
    <search className={styles.box}>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          if (problem === undefined) onSearch(text.trim());
        }}
      >
        <Search size={14} aria-hidden />
        <input
          ref={input}
          className={styles.input}
          aria-label="Search stories"
          aria-describedby={noteId}
          aria-invalid={problem !== undefined}
          placeholder="iran NEAR/5 drone*   country:russia   title:frigate"
          dir="auto"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        {text === '' ? null : (
          <>
            <IconButton label="Save this search" isDisabled={problem !== undefined} onPress={() => setSaving(true)}>
              <Bookmark size={14} aria-hidden />
            </IconButton>
            <IconButton label="Clear the search" onPress={() => onSearch('')}>
              <X size={14} aria-hidden />
            </IconButton>
          </>
        )}
      </form>
      <p id={noteId} className={problem === undefined && error === undefined ? styles.note : styles.problem}>
        {note}
      </p>
      <SaveSearchDialog query={text} isOpen={isSaving} onClose={() => setSaving(false)} />
    </search>
  );
}
