import { Highlighter, NotebookPen } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import styles from './selection-bar.module.css';
import { readSelection, type SelectedWords } from './text-selection.ts';

interface SelectionBarProps {
  readonly article: RefObject<HTMLElement | null>;
  readonly onHighlight: (words: SelectedWords) => void;
  readonly onNote: (words: SelectedWords) => void;
}

/** Two buttons over the selected words; the keys h and e do the same. */
export function SelectionBar({ article, onHighlight, onNote }: SelectionBarProps) {
  const [selected, setSelected] = useState<{ readonly words: SelectedWords; readonly x: number; readonly y: number }>();
  useEffect(() => {
    const look = (): void => {
      const words = article.current === null ? undefined : readSelection(article.current);
      if (words === undefined) {
        setSelected(undefined);
        return;
      }
      const box = document.getSelection()?.getRangeAt(0).getBoundingClientRect();
      if (box !== undefined) setSelected({ words, x: box.left + box.width / 2, y: box.top });
    };
    document.addEventListener('selectionchange', look);
    // The words move under the bar when the text is scrolled.
    document.addEventListener('scroll', look, true);
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('scroll', look, true);
    };
  }, [article]);
  if (selected === undefined) return null;
  return (
    <div
      role="toolbar"
      aria-label="Selected words"
      className={styles.bar}
      style={{ left: selected.x, top: Math.max(8, selected.y - 44) }}
      // Pressing a button must not end the selection that it is about.
      onPointerDown={(event) => event.preventDefault()}
    >
      <IconButton label="Highlight" keys="h" onPress={() => onHighlight(selected.words)}>
        <Highlighter size={16} aria-hidden />
      </IconButton>
      <IconButton label="Note" keys="e" onPress={() => onNote(selected.words)}>
        <NotebookPen size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
