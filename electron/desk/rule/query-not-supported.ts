/** The query asks for something that cannot be matched; the message says what. */
export class QueryNotSupported extends Error {
  override readonly name = 'QueryNotSupported';
}
