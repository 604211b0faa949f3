/** The document is no feed; the message says what it seems to be. */
export class NotAFeed extends Error {
  override readonly name = 'NotAFeed';
}
