import { useState } from 'react';
import { useDesk } from '../desk-context.tsx';
import { NamePicker, type PickedName } from '../search/name-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { newAlias } from './alias-list.tsx';
import styles from './tags.module.css';

/** Gives a name to an entity that is there. */
export function AliasPicker({
  name,
  onSaved,
  onClose,
}: {
  readonly name: string;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const { client } = useDesk();
  const [picked, setPicked] = useState<readonly PickedName[]>([]);
  const [problem, setProblem] = useState<string>();
  const find = async (text: string): Promise<PickedName[]> =>
    (await client.tags.complete({ text })).map(({ entityId, label, kind }) => ({
      key: entityId,
      name: `${label} (${kind})`,
    }));
  const save = async (): Promise<void> => {
    const entity = await client.entities.get({ entityId: picked[0]?.key ?? '' });
    const { entityId, kind, label, aliases } = entity;
    await client.entities.save({ entityId, kind, label, aliases: [...aliases, newAlias(name)] });
    onSaved();
    onClose();
  };
  return (
    <Dialog title={`“${name}” is another name of…`} isOpen onClose={onClose}>
      <NamePicker label="Entity" picked={picked} onChange={(names) => setPicked(names.slice(-1))} find={find} />
      {problem === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          look="primary"
          isDisabled={picked.length === 0}
          onPress={() => void save().catch((error: Error) => setProblem(error.message))}
        >
          Add the name
        </Button>
      </DialogActions>
    </Dialog>
  );
}
