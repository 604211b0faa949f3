/** Where passwords and tokens are kept: outside of the archive, so that a copy of it gives none away. */
import fs from 'node:fs';
import path from 'node:path';

export interface Secrets {
  /** The text kept under a name, or undefined. Rejects when the store cannot be opened. */
  read(name: string): Promise<string | undefined>;
  /** Keeps a text; undefined forgets it. */
  write(name: string, text: string | undefined): Promise<void>;
}

/** How a text is written to the file and read back; `open` gives undefined for what it cannot read. */
export interface SecretCoding {
  seal(text: string): string;
  open(sealed: string): string | undefined;
}

const mark = 'plain:';
/** As it is; gives undefined for what another coding sealed. */
export const plainCoding: SecretCoding = {
  seal: (text) => `${mark}${text}`,
  open: (sealed) => (sealed.startsWith(mark) ? sealed.slice(mark.length) : undefined),
};

/**
 * Secrets in `secrets.json` in the folder, which only its owner may read. Written whole and renamed into place.
 * A file that is no such list is set aside under another name, never overwritten.
 */
export function fileSecrets(folder: string, coding: SecretCoding = plainCoding): Secrets {
  const file = path.join(folder, 'secrets.json');
  return {
    async read(name) {
      const sealed = readAll(file)[name];
      return sealed === undefined ? undefined : coding.open(sealed);
    },
    async write(name, text) {
      const { [name]: _, ...others } = readAll(file);
      const all = text === undefined ? others : { ...others, [name]: coding.seal(text) };
      fs.mkdirSync(folder, { recursive: true });
      const fresh = `${file}.new`;
      fs.rmSync(fresh, { force: true });
      fs.writeFileSync(fresh, JSON.stringify(all), { mode: 0o600, flush: true });
      fs.renameSync(fresh, file);
    },
  };
}

function readAll(file: string): Readonly<Record<string, string>> {
  if (!fs.existsSync(file)) return {};
  try {
    const all: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (typeof all === 'object' && all !== null && Object.values(all).every((value) => typeof value === 'string'))
      return all as Record<string, string>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  fs.renameSync(file, `${file}.broken-${Date.now()}`);
  return {};
}
