import { Plus, X } from 'lucide-react';
import { isSecretHeader } from '../../shared/feed-settings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import type { HeaderDraft } from './feed-draft.ts';
import styles from './feed-page.module.css';

interface HeaderFieldsProps {
  readonly headers: readonly HeaderDraft[];
  readonly onChange: (headers: readonly HeaderDraft[]) => void;
  readonly error: string | undefined;
}

/** Headers of one's own, a line each. Secret values can be replaced, not read. */
export function HeaderFields({ headers, onChange, error }: HeaderFieldsProps) {
  const change = (key: number, patch: Partial<HeaderDraft>): void =>
    onChange(headers.map((header) => (header.key === key ? { ...header, ...patch } : header)));
  const nextKey = Math.max(-1, ...headers.map(({ key }) => key)) + 1;
  return (
    <div className={styles.group}>
      {headers.map(({ key, name, value, isKept }) => (
        <div key={key} className={styles.headerLine}>
          <TextField
            label="Header"
            value={name}
            onChange={(changed) => change(key, { name: changed, isKept: false })}
            placeholder="X-Api-Key"
          />
          <TextField
            label="Value"
            type={isSecretHeader(name) ? 'password' : 'text'}
            autoComplete="off"
            value={value}
            onChange={(changed) => change(key, { value: changed })}
            placeholder={isKept ? 'kept' : ''}
          />
          <IconButton
            label={`Remove the header ${name}`}
            onPress={() => onChange(headers.filter((header) => header.key !== key))}
          >
            <X size={15} aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button onPress={() => onChange([...headers, { key: nextKey, name: '', value: '', isKept: false }])}>
          <Plus size={14} aria-hidden /> Header
        </Button>
      </div>
      {error === undefined ? null : <p className={styles.error}>{error}</p>}
    </div>
  );
}
