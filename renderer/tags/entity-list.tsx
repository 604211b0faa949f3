import { useQuery } from '@tanstack/react-query';
import { Download, Pencil, Plus, Upload } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { EntitySummary, TagKind } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { goTo } from '../place.ts';
import { useShell } from '../shell-context.tsx';
import { count } from '../time.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Checkbox, Select, TextField } from '../ui/field.tsx';
import { Progress } from '../ui/progress.tsx';
import screen from '../ui/screen.module.css';
import { useToast } from '../ui/toast.tsx';
import { Toggle } from '../ui/toggle.tsx';
import { EntityEditor } from './entity-editor.tsx';
import { kindChoices, kindName, storiesInWords } from './tag-kinds.ts';
import styles from './tags.module.css';

/** All entities that stories are tagged with: to find, switch off, change, add, import and export. */
export function EntityList({ children }: { readonly children: ReactNode }) {
  const { queries } = useDesk();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<TagKind | 'all'>('all');
  const [own, setOwn] = useState(false);
  const [edited, setEdited] = useState<string | 'new'>();
  const [problem, setProblem] = useState<string>();
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    ...queries.entities.list.queryOptions({
      input: { own, ...(asked === '' ? {} : { text: asked }), ...(kind === 'all' ? {} : { kind }) },
    }),
    placeholderData: (previous: readonly EntitySummary[] | undefined) => previous as EntitySummary[] | undefined,
  });
  return (
    <main className={screen.screen} aria-label="Entities" data-pane="list">
      <header className={screen.header}>
        <h1>Tags and entities</h1>
        {children}
      </header>
      <Retagging />
      <div className={styles.tools}>
        <div className={styles.search}>
          <TextField label="Find by name" value={text} onChange={setText} />
        </div>
        <Select
          label="Kind"
          value={kind}
          onChange={setKind}
          choices={[{ value: 'all', label: 'All kinds' }, ...kindChoices]}
        />
        <Toggle isSelected={own} onChange={setOwn}>
          Only mine
        </Toggle>
        <Transfer onProblem={setProblem} />
        <Button look="primary" onPress={() => setEdited('new')}>
          <Plus size={14} aria-hidden /> New entity
        </Button>
      </div>
      {problem === undefined ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {found.data?.length === 0 ? (
        <EmptyState title={own ? 'Nothing of your own yet' : 'No entity has this name'}>
          {own
            ? 'New entities, and shipped ones that you change, stand here.'
            : 'Add it, and stored stories are tagged with it.'}
        </EmptyState>
      ) : null}
      <ul className={styles.list} aria-label="Entities">
        {found.data?.map((entity) => (
          <EntityRow key={entity.entityId} entity={entity} onEdit={() => setEdited(entity.entityId)} />
        ))}
      </ul>
      {found.data?.length === 200 ? <p className={styles.note}>The first 200. Type a name to find others.</p> : null}
      {edited === undefined ? null : (
        <EntityEditor
          {...(edited === 'new' ? {} : { entityId: edited })}
          {...(edited === 'new' && asked !== '' ? { label: asked } : {})}
          onClose={() => setEdited(undefined)}
        />
      )}
    </main>
  );
}

function EntityRow({ entity, onEdit }: { readonly entity: EntitySummary; readonly onEdit: () => void }) {
  const { client } = useDesk();
  const { entityId, label, kind, source, disabled, stories } = entity;
  return (
    <li className={styles.row}>
      <div className={styles.about}>
        <button type="button" className={styles.name} onClick={() => goTo({ screen: 'tags', view: { tag: entityId } })}>
          <Foreign text={label} />
        </button>
        <span className={styles.note}>
          {kindName(kind)} · {storiesInWords(stories)}
          {source === 'shipped' ? '' : source === 'own' ? ' · yours' : ' · changed by you'}
        </span>
      </div>
      <Checkbox
        label="On"
        isSelected={!disabled}
        onChange={(on) => void client.entities.disable({ entityId, disabled: !on }).catch(() => undefined)}
      />
      <IconButton label={`Edit ${label}`} onPress={onEdit}>
        <Pencil size={15} aria-hidden />
      </IconButton>
    </li>
  );
}

function Transfer({ onProblem }: { readonly onProblem: (problem: string | undefined) => void }) {
  const { client } = useDesk();
  const { shell } = useShell();
  const toast = useToast();
  const tell = (error: unknown): void => onProblem(error instanceof Error ? error.message : String(error));
  const importFile = async (): Promise<void> => {
    const file = await shell.pickFile(['yaml', 'yml']);
    if (file === undefined) return;
    onProblem(undefined);
    const { added, changed } = await client.entities.importYaml({ yaml: file.text });
    toast(`${count(added)} entities added, ${count(changed)} changed`);
  };
  const exportFile = async (): Promise<void> => {
    const { yaml } = await client.entities.exportYaml();
    await shell.saveFile('sitrep-entities.yaml', yaml);
  };
  return (
    <>
      <Button onPress={() => void importFile().catch(tell)}>
        <Upload size={14} aria-hidden /> Import
      </Button>
      <Button onPress={() => void exportFile().catch(tell)}>
        <Download size={14} aria-hidden /> Export mine
      </Button>
    </>
  );
}

function Retagging() {
  const { queries } = useDesk();
  const retagging = useQuery(queries.desk.status.queryOptions()).data?.retagging;
  if (retagging === undefined) return null;
  return <Progress label="Tagging the stored stories anew" done={retagging.done} total={retagging.total} />;
}
