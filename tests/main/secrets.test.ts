import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { answerSecret, askForSecrets } from '../../electron/desk/secret-questions.ts';
import { fileSecrets } from '../../electron/desk/secrets.ts';
import { openAppSecrets } from '../../electron/main/secrets.ts';
import { record } from '../stand-in/electron.ts';
import { temporaryFolder } from '../temporary-folder.ts';

beforeEach(() => {
  record.canEncrypt = true;
});

test("what is kept is sealed with the system's key, and nothing else opens it", async () => {
  const folder = temporaryFolder();
  const secrets = openAppSecrets(folder);
  await secrets.write('feed/1', 'open sesame');
  expect(fs.readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('open sesame');
  expect(await secrets.read('feed/1')).toBe('open sesame');
  expect(await fileSecrets(folder).read('feed/1')).toBeUndefined();
});

test('what was kept without a key store is still read with one', async () => {
  const folder = temporaryFolder();
  record.canEncrypt = false;
  await openAppSecrets(folder).write('feed/1', 'open sesame');
  record.canEncrypt = true;
  expect(await openAppSecrets(folder).read('feed/1')).toBe('open sesame');
});

test('the desk asks its parent for secrets, and hears what went wrong', async () => {
  const kept = fileSecrets(temporaryFolder());
  const asking = askForSecrets((question) => void answerSecret(kept, question).then(asking.answer));
  await asking.write('feed/1', 'open sesame');
  expect(await asking.read('feed/1')).toBe('open sesame');
  await asking.write('feed/1', undefined);
  expect(await asking.read('feed/1')).toBeUndefined();
  const broken = { read: () => Promise.reject(new Error('locked')), write: async () => undefined };
  const refused = askForSecrets((question) => void answerSecret(broken, question).then(refused.answer));
  await expect(refused.read('feed/1')).rejects.toThrow('locked');
});

test('a file that is no list of secrets is set aside', async () => {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'secrets.json'), 'half a fi');
  const secrets = fileSecrets(folder);
  expect(await secrets.read('feed/1')).toBeUndefined();
  await secrets.write('feed/1', 'x');
  const aside = fs.readdirSync(folder).find((file) => file.includes('.broken-'));
  expect(fs.readFileSync(path.join(folder, aside ?? ''), 'utf8')).toBe('half a fi');
});
