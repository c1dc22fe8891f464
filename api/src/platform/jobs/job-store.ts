import type { AgendaBackend } from 'agenda';

/** Agenda's jobs, with the operations that Postline adds. */
export interface JobStore {
  backend: AgendaBackend;
  /** Schedules a job once. Replaces the scheduled one with this name and key, even while that one runs. */
  put(name: string, key: string, at: Date): Promise<void>;
  drop(name: string, key: string): Promise<void>;
  /** When a job with this name runs next; null if none is waiting. */
  next(name: string): Promise<Date | null>;
  /** Rejects while the store cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
