/** The parts of an open desk, as the procedures use them. */
import type { DatabaseSync } from 'node:sqlite';
import type { DeskEvent, DeskStatus } from '../../shared/model.ts';
import type { ArticleFetcher } from './article/article-fetcher.ts';
import type { PageWatch } from './article/page-watch.ts';
import type { Network } from './net/network.ts';
import type { NetworkChoice } from './poll/network-choice.ts';
import type { Poller } from './poll/poller.ts';
import type { RuleBook } from './rule/rule-book.ts';
import type { SampleWire } from './sample/sample-wire.ts';
import type { Secrets } from './secrets.ts';
import type { SearchThreads } from './store/search-threads.ts';
import type { Indexer } from './story/indexer.ts';
import type { CandidateReader } from './tag/candidate-reader.ts';
import type { GazetteerBook } from './tag/gazetteer-book.ts';
import type { Retagger } from './tag/retagger.ts';
import type { Tagger } from './tag/tag-text.ts';
import type { WorkerPool } from './work/pool.ts';

export interface Engine {
  readonly folder: string;
  readonly database: DatabaseSync;
  /** A read-only connection: searches never wait for the writer. */
  readonly reader: DatabaseSync;
  readonly searches: SearchThreads;
  readonly tagger: Tagger;
  readonly gazetteer: GazetteerBook;
  readonly retagger: Retagger;
  readonly candidates: CandidateReader;
  readonly ruleBook: RuleBook;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly networkChoice: NetworkChoice;
  /** The outlets that ship with Sitrep; any archive may subscribe to them. */
  readonly sampleWire: () => Promise<SampleWire>;
  readonly pool: WorkerPool;
  readonly poller: Poller;
  readonly articles: ArticleFetcher;
  readonly pageWatch: PageWatch;
  readonly indexer: Indexer;
  readonly userAgent: string;
  /** Feeds are polled without being asked. */
  readonly background: boolean;
  readonly now: () => number;
  readonly status: () => DeskStatus;
  readonly publish: (event: DeskEvent) => void;
  readonly events: (signal: AbortSignal | undefined) => AsyncGenerator<DeskEvent>;
}
