import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntityAlias, EntityDetail, TagKind } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { AliasList, newAlias } from './alias-list.tsx';
import { EntityTrialView } from './entity-trial-view.tsx';
import { kindChoices } from './tag-kinds.ts';
import styles from './tags.module.css';

interface EntityEditorProps {
  /** The one to change; a new one without. */
  readonly entityId?: string;
  /** What a new one begins with. */
  readonly label?: string;
  readonly kind?: TagKind;
  readonly aliases?: readonly EntityAlias[];
  readonly onClose: () => void;
  readonly onSaved?: (entity: EntityDetail) => void;
}

/** Writes or changes an entity, with what it would do to stored stories. */
export function EntityEditor({ entityId, ...props }: EntityEditorProps) {
  const { queries } = useDesk();
  const known = useQuery(
    queries.entities.get.queryOptions({ input: { entityId: entityId ?? '' }, enabled: entityId !== undefined }),
  );
  if (entityId === undefined) return <Editor {...props} />;
  if (known.data === undefined) return null;
  return <Editor {...props} entity={known.data} {...known.data} />;
}

function Editor({
  entity,
  label: firstLabel = '',
  kind: firstKind = 'organisation',
  aliases: firstAliases,
  onClose,
  onSaved,
}: Omit<EntityEditorProps, 'entityId'> & { readonly entity?: EntityDetail }) {
  const { client } = useDesk();
  const [label, setLabel] = useState(firstLabel);
  const [kind, setKind] = useState<TagKind>(firstKind);
  const [aliases, setAliases] = useState<readonly EntityAlias[]>(firstAliases ?? [newAlias(firstLabel)]);
  const [problem, setProblem] = useState<string>();
  const named = aliases.filter(({ text }) => text.trim() !== '');
  const draft = {
    kind,
    label: label.trim(),
    aliases: named,
    ...(entity === undefined ? {} : { entityId: entity.entityId }),
  };
  const isReady = draft.label !== '' && named.length > 0;
  const tell = (error: unknown): void => setProblem(error instanceof Error ? error.message : String(error));
  const save = (): void => {
    client.entities.save(draft).then((saved) => {
      onSaved?.(saved);
      onClose();
    }, tell);
  };
  const reset = (): void => {
    client.entities.reset({ entityId: entity?.entityId ?? '' }).then(onClose, tell);
  };
  return (
    <Dialog title={entity === undefined ? 'New entity' : `Edit ${entity.label}`} isOpen onClose={onClose} wide>
      <TextField label="Label" value={label} onChange={setLabel} autoFocus />
      {entity === undefined ? <Select label="Kind" value={kind} onChange={setKind} choices={kindChoices} /> : null}
      <AliasList aliases={aliases} onChange={setAliases} />
      <EntityTrialView draft={isReady ? draft : undefined} />
      {problem === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <DialogActions>
        {entity === undefined || entity.source === 'shipped' ? null : (
          <Button look="quiet" onPress={reset}>
            {entity.source === 'own' ? 'Remove it' : 'As shipped again'}
          </Button>
        )}
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={!isReady} onPress={save}>
          {entity === undefined ? 'Add entity' : 'Save entity'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
