import { join } from 'node:path';
import type { Config } from '../config.ts';
import { DomainError } from '../errors/domain-error.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Returns a folder in DATA_DIR, created if missing. Throws INVALID that names the key if this process cannot
 * use it.
 */
export function dataFolder({ dataDir }: Pick<Config, 'dataDir'>, name: string): string {
  const path = join(dataDir, name);
  try {
    makeFolder(path);
    return path;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DomainError('INVALID', { key: 'CLI_DATA_DIR', params: { path: dataDir, detail } });
  }
}
