/** What workers do, by kind. Modules load when their first job comes: a desk that only polls needs no extractor. */
import type { Article } from '../article/extract.ts';
import type { ReadFeed } from '../feed/read-feed.ts';

export type Job =
  | { readonly kind: 'parse-feed'; readonly bytes: Uint8Array; readonly url: string; readonly contentType?: string }
  | { readonly kind: 'extract'; readonly bytes: Uint8Array; readonly url: string; readonly contentType?: string };

export interface JobResults {
  'parse-feed': ReadFeed;
  extract: Article | null;
}

export interface JobAnswer {
  readonly ticket: number;
  readonly result?: JobResults[Job['kind']];
  readonly error?: { readonly name: string; readonly message: string };
}

export async function runJob(job: Job): Promise<JobResults[Job['kind']]> {
  const context = { url: job.url, ...(job.contentType === undefined ? {} : { contentType: job.contentType }) };
  switch (job.kind) {
    case 'parse-feed': {
      const { readFeed } = await import('../feed/read-feed.ts');
      return readFeed(job.bytes, context);
    }
    case 'extract': {
      const [{ extractArticle }, { decode }] = await Promise.all([
        import('../article/extract.ts'),
        import('../feed/decode.ts'),
      ]);
      return extractArticle(decode(job.bytes, job.contentType).text, job.url);
    }
    default:
      return job satisfies never;
  }
}
