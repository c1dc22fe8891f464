import type { AgendaBackend } from 'agenda';

/** Where Agenda keeps its jobs, and what we do there ourselves. */
export interface JobStore {
  backend: AgendaBackend;
  /** Has a job run at a time, once; takes the place of the one with this name and key, also while that one runs. */
  put(name: string, key: string, at: Date): Promise<void>;
  drop(name: string, key: string): Promise<void>;
  /** When a job of this name runs next; null if none is waiting. */
  next(name: string): Promise<Date | null>;
  /** Rejects while the store cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
