import { useQuery } from '@tanstack/react-query';
import { CircleHelp, Pencil, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Rule } from '../../shared/model.ts';
import { TellingNote } from '../alerts/telling-note.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { useShell } from '../shell-context.tsx';
import { count, relativeTime } from '../time.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Checkbox } from '../ui/field.tsx';
import screen from '../ui/screen.module.css';
import { useToast } from '../ui/toast.tsx';
import { describeRule } from './describe-rule.ts';
import { RuleStanding } from './rule-standing.tsx';
import styles from './rules-page.module.css';
import { Spark } from './spark.tsx';

const RuleEditor = lazy(() => import('./rule-editor.tsx').then((module) => ({ default: module.RuleEditor })));

const AskStoryDialog = lazy(() =>
  import('./ask-story-dialog.tsx').then((module) => ({ default: module.AskStoryDialog })),
);
const LibraryDialog = lazy(() => import('./library-dialog.tsx').then((module) => ({ default: module.LibraryDialog })));

/** All rules: what they ask, whether they run, when they last fired. */
export function RulesPage() {
  const { client, queries } = useDesk();
  const { shell } = useShell();
  const toast = useToast();
  const rules = useQuery(queries.rules.list.queryOptions());
  const [edited, setEdited] = useState<Rule | 'new'>();
  const [asked, setAsked] = useState<Rule>();
  const [showsLibrary, setShowsLibrary] = useState(false);
  const say = (reason: unknown): void => toast(reason instanceof Error ? reason.message : String(reason));
  const exportRules = (): Promise<unknown> =>
    client.rules.export().then(({ yaml }) => shell.saveFile('sitrep-rules.yaml', yaml), say);
  const importRules = async (): Promise<void> => {
    try {
      const file = await shell.pickFile(['yaml', 'yml']);
      if (file === undefined) return;
      const { added, replaced } = await client.rules.import({ yaml: file.text });
      toast(`${count(added)} rules added, ${count(replaced)} replaced`);
    } catch (reason) {
      say(reason);
    }
  };
  useCommands({ 'new-rule': () => setEdited('new') });
  const remove = (rule: Rule): void => {
    client.rules.remove({ id: rule.id }).then(
      () =>
        toast(`Rule “${rule.name}” removed`, {
          label: 'Undo',
          run: () => void client.rules.restore({ id: rule.id }).catch(() => undefined),
        }),
      () => undefined,
    );
  };
  return (
    <main className={screen.screen} aria-label="Rules" data-pane="list">
      <header className={screen.header}>
        <h1>Rules</h1>
        <Button onPress={() => setShowsLibrary(true)}>Library</Button>
        <Button onPress={() => void importRules()}>Import</Button>
        <Button onPress={() => void exportRules()}>Export</Button>
        <Button look="primary" onPress={() => setEdited('new')}>
          <Plus size={14} aria-hidden /> New rule
        </Button>
      </header>
      <TellingNote />
      {rules.data?.length === 0 ? (
        <EmptyState title="No rules yet">
          A rule is a query that is asked of every story as it arrives. You try it on the stored stories before you save
          it.
        </EmptyState>
      ) : null}
      <ul className={styles.rules}>
        {rules.data?.map((rule) => (
          <li
            key={rule.id}
            className={styles.rule}
            data-severity={rule.severity}
            data-off={rule.enabled ? undefined : ''}
          >
            <div className={styles.about}>
              <h2>
                <Foreign text={rule.name} /> <b className={styles.severity}>{rule.severity}</b>
              </h2>
              <code dir="ltr">{rule.query}</code>
              <RuleStanding rule={rule} />
              <p className={styles.note}>
                {describeRule(rule)}. {count(rule.hits)} hits, {count(rule.alerts)} alerts,{' '}
                {rule.lastFiredAt === undefined ? 'never fired' : `last ${relativeTime(rule.lastFiredAt)}`}
              </p>
            </div>
            <Spark perDay={rule.hitsPerDay} />
            <Checkbox
              label="On"
              isSelected={rule.enabled}
              onChange={(enabled) => void client.rules.save({ ...rule, enabled, force: true }).catch(() => undefined)}
            />
            <IconButton label={`Why did ${rule.name} fire, or not?`} onPress={() => setAsked(rule)}>
              <CircleHelp size={15} aria-hidden />
            </IconButton>
            <IconButton label={`Edit ${rule.name}`} onPress={() => setEdited(rule)}>
              <Pencil size={15} aria-hidden />
            </IconButton>
            <IconButton label={`Remove ${rule.name}`} onPress={() => remove(rule)}>
              <Trash2 size={15} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      {showsLibrary ? (
        <Suspense>
          <LibraryDialog known={rules.data ?? []} onClose={() => setShowsLibrary(false)} />
        </Suspense>
      ) : null}
      {asked === undefined ? null : (
        <Suspense>
          <AskStoryDialog rule={asked} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
      {edited === undefined ? null : (
        <Suspense>
          <RuleEditor rule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
        </Suspense>
      )}
    </main>
  );
}
