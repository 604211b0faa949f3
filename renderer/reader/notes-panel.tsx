import type { Annotation } from '../../shared/model.ts';
import { useShell } from '../shell-context.tsx';
import { shortTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import styles from './notes-panel.module.css';
import type { PlacedNote } from './use-notes.ts';

interface NotesPanelProps {
  readonly notes: readonly PlacedNote[];
  readonly onEdit: (note: Annotation) => void;
  readonly onRemove: (note: Annotation) => void;
}

/** The user's highlights and notes on this story, those included whose words an edit took away. */
export function NotesPanel({ notes, onEdit, onRemove }: NotesPanelProps) {
  const { settings } = useShell();
  return (
    <section aria-label="Your notes">
      <h2>Your notes</h2>
      {notes.map(({ annotation, place }) => (
        <div key={annotation.id} className={styles.note}>
          <blockquote dir="auto" className={styles.quote}>
            {annotation.quote}
          </blockquote>
          {annotation.note === '' ? null : <p dir="auto">{annotation.note}</p>}
          <p className={styles.facts}>
            {shortTime(annotation.createdAt, settings.times)}
            {place === undefined ? ' · these words are no longer in the text' : ''}
            <Button look="quiet" onPress={() => onEdit(annotation)}>
              {annotation.note === '' ? 'Add a note' : 'Edit'}
            </Button>
            <Button look="quiet" onPress={() => onRemove(annotation)}>
              Remove
            </Button>
          </p>
        </div>
      ))}
    </section>
  );
}
