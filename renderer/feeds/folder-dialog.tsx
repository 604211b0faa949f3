import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './feeds-page.module.css';

interface FolderDialogProps {
  readonly many: number;
  readonly onClose: () => void;
  /** An empty name takes the feeds out of their folders. */
  readonly onMove: (folder: string) => void;
}

/** Asks for a folder: one that is there already, or a new one. */
export function FolderDialog({ many, onClose, onMove }: FolderDialogProps) {
  const { queries } = useDesk();
  const feeds = useQuery(queries.feeds.list.queryOptions()).data ?? [];
  const [folder, setFolder] = useState('');
  const known = [...new Set(feeds.flatMap((feed) => feed.folder ?? []))].sort((a, b) => a.localeCompare(b));
  return (
    <Dialog title={many === 1 ? 'Move the feed' : `Move ${count(many)} feeds`} isOpen onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onMove(folder.trim());
          onClose();
        }}
      >
        <TextField label="Folder" value={folder} onChange={setFolder} autoFocus help="Empty: no folder." />
        <div className={styles.known}>
          {known.map((name) => (
            <Button key={name} look="quiet" onPress={() => setFolder(name)}>
              <bdi>{name}</bdi>
            </Button>
          ))}
        </div>
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Move
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
