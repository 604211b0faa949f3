import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { Button } from './button.tsx';
import styles from './toast.module.css';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

type ShowToast = (message: string, action?: ToastAction) => void;

const ToastContext = createContext<ShowToast>(() => undefined);
const shownMs = 10_000;

/** Says what was done, with a way back. One at a time; gone after ten seconds. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<{
    readonly id: number;
    readonly message: string;
    readonly action?: ToastAction;
  }>();
  const show = useCallback<ShowToast>((message, action) => {
    const id = Date.now();
    setToast({ id, message, ...(action === undefined ? {} : { action }) });
    setTimeout(() => setToast((current) => (current?.id === id ? undefined : current)), shownMs);
  }, []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      {children}
      <div className={styles.region} role="status" aria-live="polite">
        {toast === undefined ? null : (
          <div className={styles.toast}>
            <span>{toast.message}</span>
            {toast.action === undefined ? null : (
              <Button
                look="quiet"
                onPress={() => {
                  toast.action?.run();
                  setToast(undefined);
                }}
              >
                {toast.action.label}
              </Button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return useContext(ToastContext);
}
