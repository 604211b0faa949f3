/** Politeness: one request at a time to a host, and so many in all. */

export interface HostGate {
  /** Runs `work` when the host of `url` is free and a slot is open; first come, first served per host. */
  run<T>(url: string, work: () => Promise<T>): Promise<T>;
  /** Work that has not started yet is rejected from now on. */
  close(): void;
}

interface Waiting {
  readonly host: string;
  readonly start: () => void;
  readonly refuse: (reason: Error) => void;
}

export function createHostGate(options: { readonly total: number }): HostGate {
  const busy = new Set<string>();
  const queues = new Map<string, Waiting[]>();
  const ready: Waiting[] = [];
  let running = 0;
  let closed = false;

  const admit = (): void => {
    while (running < options.total) {
      const next = ready.shift();
      if (next === undefined) return;
      running++;
      next.start();
    }
  };
  const release = (host: string): void => {
    running--;
    const queue = queues.get(host);
    const next = queue?.shift();
    if (next === undefined) {
      busy.delete(host);
      queues.delete(host);
    } else {
      ready.push(next);
    }
    admit();
  };
  const enter = (host: string): Promise<void> =>
    new Promise((start, refuse) => {
      if (closed) return refuse(new Error('closed'));
      const waiting = { host, start, refuse };
      if (busy.has(host)) {
        const queue = queues.get(host) ?? [];
        queue.push(waiting);
        queues.set(host, queue);
      } else {
        busy.add(host);
        ready.push(waiting);
        admit();
      }
    });

  return {
    async run(url, work) {
      const host = URL.parse(url)?.host ?? url;
      await enter(host);
      try {
        return await work();
      } finally {
        release(host);
      }
    },
    close() {
      closed = true;
      const reason = new Error('closed');
      for (const waiting of [...ready.splice(0), ...[...queues.values()].flat()]) waiting.refuse(reason);
      queues.clear();
    },
  };
}
