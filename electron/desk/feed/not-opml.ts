/** The file is no OPML list; the message says where it stops being one. */
export class NotOpml extends Error {
  override readonly name = 'NotOpml';
}
