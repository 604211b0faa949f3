import { useQuery } from '@tanstack/react-query';
import type { Rule } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useToast } from '../ui/toast.tsx';
import { describeRule } from './describe-rule.ts';
import styles from './library-dialog.module.css';

/** Rules to start from; each can be edited once it is added. */
export function LibraryDialog({ known, onClose }: { readonly known: readonly Rule[]; readonly onClose: () => void }) {
  const { client, queries } = useDesk();
  const toast = useToast();
  const library = useQuery(queries.rules.library.queryOptions());
  const names = new Set(known.map(({ name }) => name));
  return (
    <Dialog title="Rules to start from" isOpen onClose={onClose} wide>
      {library.data?.map(({ theme, rules }) => (
        <section key={theme}>
          <h3 className={styles.theme}>{theme}</h3>
          <ul className={styles.rules}>
            {rules.map((rule) => (
              <li key={rule.name}>
                <div>
                  <strong>{rule.name}</strong> <span className={styles.kind}>{describeRule(rule)}</span>
                  <code dir="ltr">{rule.query}</code>
                </div>
                <Button
                  isDisabled={names.has(rule.name)}
                  onPress={() =>
                    void client.rules.save(rule).catch((reason: unknown) => {
                      toast(reason instanceof Error ? reason.message : String(reason));
                    })
                  }
                >
                  {names.has(rule.name) ? 'Added' : 'Add'}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}
