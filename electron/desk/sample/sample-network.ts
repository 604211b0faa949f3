/** Answers requests to the sample wire's outlets from inside, and leaves all others to the network. */
import fs from 'node:fs';
import path from 'node:path';
import type { Fetch, Network } from '../net/network.ts';
import type { SampleWire } from './sample-wire.ts';

const sampleHost = /(^|\.)sample\.sitrep\.invalid$/;

export function isSampleAddress(url: string): boolean {
  return sampleHost.test(URL.parse(url)?.hostname ?? '');
}

/** The wire of an archive, read when it is first asked for. The folder remembers when it began. */
export function sampleWireOf(folder: string, now: () => number): () => Promise<SampleWire> {
  let opened: Promise<SampleWire> | undefined;
  const open = async (): Promise<SampleWire> => {
    const { createSampleWire } = await import('./sample-wire.ts');
    return createSampleWire({ now, startedAt: wireStart(folder, now()) });
  };
  return () => (opened ??= open());
}

export function withSampleWire(network: Network, wire: () => Promise<SampleWire>): Network {
  const routed =
    (fetch: Fetch): Fetch =>
    async (input, init) =>
      isSampleAddress(input) ? (await wire()).fetch(input, init) : fetch(input, init);
  return { ...network, fetch: routed(network.fetch), through: (proxy) => routed(network.through(proxy)) };
}

/** When the wire of this folder began, epoch milliseconds: now, the first time it is asked. */
export function wireStart(folder: string, now: number): number {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'sample-wire.json');
  if (!fs.existsSync(file)) fs.writeFileSync(file, JSON.stringify({ startedAt: now }));
  return Number((JSON.parse(fs.readFileSync(file, 'utf8')) as { startedAt: number }).startedAt);
}
