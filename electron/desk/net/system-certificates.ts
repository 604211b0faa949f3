import tls from 'node:tls';

let isDone = false;

/**
 * Trusts what the system trusts besides what Node ships: in many offices every connection is signed by an own authority
 * that only the system's store knows. Once, before the first connection that needs it.
 */
export function trustSystemCertificates(): void {
  if (isDone) return;
  isDone = true;
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
  } catch {
    // A store that cannot be read leaves what Node ships.
  }
}
