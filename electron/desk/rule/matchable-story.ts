/** What a query can be asked of. */
export interface MatchableStory {
  readonly title: string;
  readonly text: string;
  /** The first paragraph. Without it `lead:` reads the first paragraph of `text`. */
  readonly lead?: string;
  readonly author?: string;
  readonly language?: string;
  readonly feedId?: string;
  readonly folder?: string;
  readonly sourceType?: string;
  /** Entity ids. */
  readonly tags?: readonly string[];
  readonly publishedAt?: number;
  readonly firstSeenAt?: number;
  /** Such as `unread` and `starred`. A story that just arrived is unread, which is what holds without them. */
  readonly states?: readonly string[];
}
