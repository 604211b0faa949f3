/** Secrets over messages: the desk asks in its process, the program that opens the system's key store answers. */
import type { Secrets } from './secrets.ts';

export interface SecretQuestion {
  readonly id: number;
  readonly name: string;
  /** Absent: read. Null: forget. */
  readonly write?: string | null;
}

export interface SecretAnswer {
  readonly kind: 'secret';
  readonly id: number;
  readonly text?: string;
  readonly error?: string;
}

/** Secrets that are asked for with `send`; each answer is handed to `answer`. */
export function askForSecrets(
  send: (question: SecretQuestion) => void,
): Secrets & { answer(answer: SecretAnswer): void } {
  const waiting = new Map<number, (answer: SecretAnswer) => void>();
  let last = 0;
  const ask = (question: Omit<SecretQuestion, 'id'>): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ text, error }) => (error === undefined ? resolve(text) : reject(new Error(error))));
      send({ id, ...question });
    });
  return {
    read: (name) => ask({ name }),
    write: async (name, text) => {
      await ask({ name, write: text ?? null });
    },
    answer(answer) {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    },
  };
}

export async function answerSecret(secrets: Secrets, { id, name, write }: SecretQuestion): Promise<SecretAnswer> {
  try {
    if (write !== undefined) await secrets.write(name, write ?? undefined);
    const text = write === undefined ? await secrets.read(name) : undefined;
    return { kind: 'secret', id, ...(text === undefined ? {} : { text }) };
  } catch (error) {
    return { kind: 'secret', id, error: error instanceof Error ? error.message : String(error) };
  }
}
