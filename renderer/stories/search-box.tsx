import { Bookmark, CircleHelp, ListPlus, Search, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { StoryView } from '../../shared/model.ts';
import { useCommands } from '../commands/use-commands.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './search-box.module.css';

type QueryLineModule = typeof import('../query/query-line.tsx');

const SaveSearchDialog = lazy(() =>
  import('./save-search-dialog.tsx').then((module) => ({ default: module.SaveSearchDialog })),
);
const SyntaxSheet = lazy(() =>
  import('../search/syntax-sheet.tsx').then((module) => ({ default: module.SyntaxSheet })),
);
const Builder = lazy(() => import('../search/builder.tsx').then((module) => ({ default: module.Builder })));

interface SearchBoxProps {
  readonly view: StoryView;
  readonly error: string | undefined;
  readonly onSearch: (query: string) => void;
}

const label = 'Search stories';
const placeholder = 'iran NEAR/5 drone*   country:russia   title:frigate';

/** The search line with what belongs to it: errors under it, the builder, the syntax sheet, saving. */
export function SearchBox({ view, error, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(view.query ?? '');
  const [open, setOpen] = useState<'save' | 'syntax' | 'build'>();
  const line = useQueryLine();
  const noteId = useId();
  useEffect(() => setText(view.query ?? ''), [view.query]);
  useCommands({ search: line.focus, syntax: () => setOpen('syntax'), 'build-search': () => setOpen('build') });
  const submit = (): void => {
    if (line.module?.canSearch(text) !== false) onSearch(text.trim());
  };
  const close = (): void => setOpen(undefined);

  return (
    <search className={styles.box}>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Search size={14} aria-hidden />
        {line.module === undefined ? (
          <input
            ref={line.input}
            className={styles.input}
            aria-label={label}
            placeholder={placeholder}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onCompositionEnd={line.load}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
        ) : (
          <line.module.QueryLine
            label={label}
            placeholder={placeholder}
            value={text}
            onChange={setText}
            onSubmit={submit}
            cursor={line.cursor}
            onReady={line.onReady}
          />
        )}
        {text === '' ? (
          <IconButton label="Query language" keys="F1" onPress={() => setOpen('syntax')}>
            <CircleHelp size={14} aria-hidden />
          </IconButton>
        ) : (
          <>
            <IconButton label="Save this search" onPress={() => setOpen('save')}>
              <Bookmark size={14} aria-hidden />
            </IconButton>
            <IconButton label="Clear the search" onPress={() => onSearch('')}>
              <X size={14} aria-hidden />
            </IconButton>
          </>
        )}
        <IconButton label="Build a search" keys="Ctrl Shift F" onPress={() => setOpen('build')}>
          <ListPlus size={14} aria-hidden />
        </IconButton>
      </form>
      {line.module === undefined ? null : (
        <line.module.QueryNote id={noteId} text={text} error={error} onFix={setText} />
      )}
      <Suspense>
        {open === 'save' ? <SaveSearchDialog query={text} onClose={close} /> : null}
        {open === 'syntax' ? <SyntaxSheet onClose={close} /> : null}
        {open === 'build' ? <Builder query={text} onClose={close} onSearch={onSearch} /> : null}
      </Suspense>
    </search>
  );
}

/** A plain field at first; the editor takes its place, cursor and all, when it has come. */
function useQueryLine() {
  const [module, setModule] = useState<QueryLineModule>();
  const [cursor, setCursor] = useState<number>();
  const input = useRef<HTMLInputElement>(null);
  const focusEditor = useRef<() => void>(undefined);
  const isComposing = useRef(false);
  const load = useCallback(() => {
    import('../query/query-line.tsx').then(
      ({ QueryLine, QueryNote, canSearch }) => {
        const field = input.current;
        // Letters that are still being composed would be lost.
        if (isComposing.current) return;
        const hasFocus = field !== null && document.activeElement === field;
        flushSync(() => {
          setCursor(hasFocus ? (field.selectionStart ?? field.value.length) : undefined);
          setModule({ QueryLine, QueryNote, canSearch });
        });
      },
      // The plain field does without.
      () => undefined,
    );
  }, []);
  useEffect(() => {
    const field = input.current;
    const start = () => {
      isComposing.current = true;
    };
    const end = () => {
      isComposing.current = false;
    };
    field?.addEventListener('compositionstart', start);
    field?.addEventListener('compositionend', end);
    const idle = requestIdleCallback(load, { timeout: 2000 });
    return () => cancelIdleCallback(idle);
  }, [load]);
  const onReady = useCallback((focus: () => void) => {
    focusEditor.current = focus;
  }, []);
  const focus = (): void => (focusEditor.current === undefined ? input.current?.focus() : focusEditor.current());
  return { module, cursor, input, load, focus, onReady };
}
