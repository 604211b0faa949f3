/** What workers do, by kind. Modules load when their first job comes: a desk that only polls needs no extractor. */
import type { Article } from '../article/extract.ts';
import type { OpmlList } from '../feed/opml.ts';
import type { ReadFeed } from '../feed/read-feed.ts';

export type Job =
  | { readonly kind: 'read-opml'; readonly bytes: Uint8Array; readonly url?: never; readonly contentType?: never }
  | { readonly kind: 'parse-feed'; readonly bytes: Uint8Array; readonly url: string; readonly contentType?: string }
  | { readonly kind: 'extract'; readonly bytes: Uint8Array; readonly url: string; readonly contentType?: string };

export interface JobResults {
  'read-opml': OpmlList;
  'parse-feed': ReadFeed;
  extract: Article | null;
}

export interface JobAnswer {
  readonly ticket: number;
  readonly result?: JobResults[Job['kind']];
  readonly error?: { readonly name: string; readonly message: string };
}

/** Characters of a page that are looked through for its article: a tree of more takes hundreds of megabytes. */
const longestPage = 2_500_000;

export async function runJob(job: Job): Promise<JobResults[Job['kind']]> {
  switch (job.kind) {
    case 'read-opml': {
      const { readOpml } = await import('../feed/opml.ts');
      return readOpml(new TextDecoder().decode(job.bytes));
    }
    case 'parse-feed': {
      const { readFeed } = await import('../feed/read-feed.ts');
      const { bytes, url, contentType } = job;
      return readFeed(bytes, { url, ...(contentType === undefined ? {} : { contentType }) });
    }
    case 'extract': {
      const [{ extractArticle }, { decode }] = await Promise.all([
        import('../article/extract.ts'),
        import('../feed/decode.ts'),
      ]);
      return extractArticle(decode(job.bytes, job.contentType).text.slice(0, longestPage), job.url);
    }
    default:
      return job satisfies never;
  }
}
