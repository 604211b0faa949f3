import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextArea } from '../ui/text-area.tsx';
import styles from './notes-panel.module.css';

interface NoteDialogProps {
  readonly quote: string;
  readonly note: string;
  readonly onSave: (note: string) => void;
  readonly onClose: () => void;
}

/** Writes a note on the quoted words. */
export function NoteDialog({ quote, note, onSave, onClose }: NoteDialogProps) {
  const [words, setWords] = useState(note);
  return (
    <Dialog title="Note" isOpen onClose={onClose}>
      <blockquote dir="auto" className={styles.quote}>
        {quote}
      </blockquote>
      <TextArea label="Your note" value={words} autoFocus rows={5} onChange={setWords} />
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" onPress={() => onSave(words.trim())}>
          Save
        </Button>
      </DialogActions>
    </Dialog>
  );
}
