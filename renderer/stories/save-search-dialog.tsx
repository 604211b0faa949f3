import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

/** Keeps a query under a name: a view in the sidebar, and `@name` in other queries. */
export function SaveSearchDialog({ query, onClose }: { readonly query: string; readonly onClose: () => void }) {
  const { client, queries } = useDesk();
  const saved = useQuery(queries.search.saved.queryOptions()).data ?? [];
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const replaced = saved.find((search) => search.name.toLowerCase() === name.trim().toLowerCase());
  const same = saved.find((search) => search.query === query);
  const save = (): void => {
    client.search
      .save({ name: replaced?.name ?? name, query })
      .then(onClose, (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)));
  };
  const help =
    replaced !== undefined
      ? `“${replaced.name}” asks ${replaced.query} now; it is replaced.`
      : same !== undefined
        ? `This search is saved as “${same.name}” already.`
        : 'It becomes a view in the sidebar. Other queries use it as @name.';
  return (
    <Dialog title="Save this search" isOpen onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save();
        }}
      >
        <TextField label="Name" value={name} onChange={setName} error={error} autoFocus help={help} />
      </form>
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={name.trim() === ''} onPress={save}>
          {replaced === undefined ? 'Save' : 'Replace'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
