import { useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

/** Keeps a query under a name: a view in the sidebar, and `@name` in other queries. */
export function SaveSearchDialog({
  query,
  isOpen,
  onClose,
}: {
  readonly query: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { client } = useDesk();
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const save = (): void => {
    client.search
      .save({ name, query })
      .then(onClose, (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)));
  };
  return (
    <Dialog title="Save this search" isOpen={isOpen} onClose={onClose}>
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        error={error}
        autoFocus
        help="It becomes a view in the sidebar. Other queries use it as @name."
      />
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={name.trim() === ''} onPress={save}>
          Save
        </Button>
      </DialogActions>
    </Dialog>
  );
}
