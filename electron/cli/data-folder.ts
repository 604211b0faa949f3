import envPaths from 'env-paths';

/** Where the archive is kept unless `--folder` says otherwise: the system's place for application data. */
export function defaultFolder(): string {
  return envPaths('Sitrep', { suffix: '' }).data;
}
