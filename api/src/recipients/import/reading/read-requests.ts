import type { ImportSettings } from '../import-settings.ts';
import type { Batch } from './batch.ts';

/** The requests to the thread that reads a file, one after the other. */
export type ReadRequest =
  | { step: 'begin'; settings: ImportSettings; done: number }
  /** The next piece of the file. */
  | { step: 'read'; bytes: Uint8Array }
  /** There are no more pieces. */
  | { step: 'end' }
  /** Requests the next batch from the pieces so far; batches are transferred one at a time. */
  | { step: 'more' };

export type ReadAnswer =
  /** A full batch; null if there is no other. */
  | { batch: Batch | null }
  /** A bug. */
  | { failure: string };
