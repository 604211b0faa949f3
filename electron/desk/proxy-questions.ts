/** The system's proxy over messages: the desk asks in its process, the program that knows the system's settings answers. */

export interface ProxyQuestion {
  readonly id: number;
  readonly url: string;
}

export interface ProxyAnswer {
  readonly kind: 'proxy';
  readonly id: number;
  /** As Chromium gives it: `PROXY a.example:8080; SOCKS5 b.example:1080; DIRECT`. */
  readonly list?: string;
  readonly error?: string;
}

/** Settings change while a program runs, but not between two feeds of a round. */
const keptMs = 30_000;

/** Asks with `send`, once in a while for each host; each answer is handed to `answer`. */
export function askForProxies(send: (question: ProxyQuestion) => void): {
  resolve(url: string): Promise<string>;
  answer(answer: ProxyAnswer): void;
} {
  const waiting = new Map<number, (answer: ProxyAnswer) => void>();
  const known = new Map<string, { readonly list: Promise<string>; readonly askedAt: number }>();
  let last = 0;
  const ask = (url: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ list, error }) =>
        list === undefined ? reject(new Error(`the system's proxy is not known (${error})`)) : resolve(list),
      );
      send({ id, url });
    });
  return {
    resolve(url) {
      const { origin } = new URL(url);
      const earlier = known.get(origin);
      const now = performance.now();
      if (earlier !== undefined && now - earlier.askedAt < keptMs) return earlier.list;
      for (const [key, { askedAt }] of known) if (now - askedAt >= keptMs) known.delete(key);
      const list = ask(url);
      known.set(origin, { list, askedAt: now });
      list.catch(() => known.delete(origin));
      return list;
    },
    answer(answer) {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    },
  };
}

export async function answerProxy(
  resolveProxy: (url: string) => Promise<string>,
  { id, url }: ProxyQuestion,
): Promise<ProxyAnswer> {
  try {
    return { kind: 'proxy', id, list: await resolveProxy(url) };
  } catch (error) {
    return { kind: 'proxy', id, error: error instanceof Error ? error.message : String(error) };
  }
}
