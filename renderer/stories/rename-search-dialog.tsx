import { useState } from 'react';
import type { SavedSearch } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

interface RenameSearchDialogProps {
  readonly search: SavedSearch;
  readonly others: readonly SavedSearch[];
  readonly onClose: () => void;
}

/** Gives a saved search another name. A name that another has is refused: that one would be lost. */
export function RenameSearchDialog({ search, others, onClose }: RenameSearchDialogProps) {
  const { client } = useDesk();
  const [name, setName] = useState(search.name);
  const [error, setError] = useState<string>();
  const wanted = name.trim();
  const taken = others.some(({ id, name: other }) => id !== search.id && other.toLowerCase() === wanted.toLowerCase());
  const isReady = wanted !== '' && !taken;
  const save = (): void => {
    if (!isReady) return;
    client.search
      .save({ id: search.id, name: wanted, query: search.query })
      .then(onClose, (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)));
  };
  return (
    <Dialog title="Rename this search" isOpen onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          error={taken ? 'Another saved search has this name.' : error}
          autoFocus
          help={`Rules and searches that name it as @${search.name} need the new name.`}
        />
      </form>
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={!isReady} onPress={save}>
          Rename
        </Button>
      </DialogActions>
    </Dialog>
  );
}
