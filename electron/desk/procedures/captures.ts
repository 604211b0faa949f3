import { articleText } from '../../../shared/article-text.ts';
import { parseBody } from '../article/body-from-html.ts';
import type { Engine } from '../engine.ts';
import { decode } from '../feed/decode.ts';
import { getCapture, readCapture } from '../store/captures.ts';
import { verifyCapture } from '../store/verify-capture.ts';
import { os } from './implementer.ts';

export function captureProcedures({ reader, folder }: Engine) {
  return {
    verify: os.captures.verify.handler(({ input, errors }) => {
      const verdict = verifyCapture(reader, folder, input.id);
      if (verdict === undefined) throw errors.NOT_FOUND();
      return verdict;
    }),
    text: os.captures.text.handler(({ input, errors }) => {
      const capture = getCapture(reader, input.id);
      if (capture === undefined) throw errors.NOT_FOUND();
      const type = capture.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
      try {
        const { text } = decode(readCapture(folder, capture.sha256), type);
        return { text: articleText(parseBody(text, capture.url)) };
      } catch {
        throw errors.NOT_FOUND({ message: 'The kept page is missing or damaged.' });
      }
    }),
  };
}
