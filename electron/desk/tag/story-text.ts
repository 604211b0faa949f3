import { readWords } from './normalise.ts';
import { Words } from './words.ts';

/** A story's title and text as words, read once for tags, rules and index. Filled again for each story. */
export class StoryText {
  readonly title = new Words();
  readonly body = new Words();

  read(title: string, text: string): this {
    readWords(title, this.title);
    readWords(text, this.body);
    return this;
  }
}
