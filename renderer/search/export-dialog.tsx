import { useState } from 'react';
import type { ExportFormat } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { useShell } from '../shell-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Select } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';
import styles from './search-panel.module.css';

const formats: readonly { readonly value: ExportFormat; readonly label: string }[] = [
  { value: 'csv', label: 'Table (CSV)' },
  { value: 'json', label: 'JSON' },
  { value: 'md', label: 'Text (Markdown)' },
];
const limits = [
  { value: '100', label: '100 newest' },
  { value: '1000', label: '1,000 newest' },
  { value: '10000', label: '10,000 newest' },
  { value: '50000', label: '50,000 newest' },
] as const;

/** Saves the hits of a search as a file. */
export function ExportDialog({ query, onClose }: { readonly query: string; readonly onClose: () => void }) {
  const { client } = useDesk();
  const { shell } = useShell();
  const toast = useToast();
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [limit, setLimit] = useState<(typeof limits)[number]['value']>('1000');
  const [state, setState] = useState<'idle' | 'working' | { readonly error: string }>('idle');
  const save = async (): Promise<void> => {
    setState('working');
    try {
      const { name, text } = await client.search.export({ query, format, limit: Number(limit) });
      if (await shell.saveFile(name, text)) toast(`Saved ${name}`);
      onClose();
    } catch (error) {
      setState({ error: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Dialog title="Export the result" isOpen onClose={onClose}>
      <Select label="Format" value={format} choices={formats} onChange={setFormat} />
      <Select label="Stories" value={limit} choices={limits} onChange={setLimit} />
      {typeof state === 'object' ? (
        <p role="alert" className={styles.problem}>
          {state.error}
        </p>
      ) : null}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={state === 'working'} onPress={() => void save()}>
          {state === 'working' ? 'Exporting…' : 'Export'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
