/** Secrets sealed with a key that the system keeps for its user: Keychain, DPAPI, or the desktop's own key ring. */
import { safeStorage } from 'electron';
import { fileSecrets, plainCoding, type SecretCoding, type Secrets } from '../desk/secrets.ts';

const mark = 'sealed:';

/** Where the system has no key store, the file is for its owner only, as without Electron. */
const coding: SecretCoding = {
  seal: (text) =>
    safeStorage.isEncryptionAvailable()
      ? `${mark}${safeStorage.encryptString(text).toString('base64')}`
      : plainCoding.seal(text),
  open(sealed) {
    if (!sealed.startsWith(mark)) return plainCoding.open(sealed);
    try {
      return safeStorage.decryptString(Buffer.from(sealed.slice(mark.length), 'base64'));
    } catch {
      // Another user's key, or a key store that was reset: the secret is set again by its user.
      return undefined;
    }
  },
};

export function openAppSecrets(folder: string): Secrets {
  return fileSecrets(folder, coding);
}
