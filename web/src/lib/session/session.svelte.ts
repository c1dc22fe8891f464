/** The question to log in again after the session has ended, and everything that waits for it. */
let isOver = $state(false);
let answered: Promise<boolean> | undefined;
let leaving = false;
let settle: (isLoggedIn: boolean) => void = () => {};

export const session = {
  /** Whether to show the dialog to log in again. */
  get isOver(): boolean {
    return isOver;
  },
};

/**
 * Asks to log in again, over the open page. Resolves with whether that was done; one question serves all
 * callers.
 */
export function askToLogIn(): Promise<boolean> {
  isOver = true;
  answered ??= new Promise((resolve) => (settle = resolve));
  return answered;
}

/** For the dialog: the person has logged in again, or has closed it. */
export function closeQuestion(isLoggedIn: boolean): void {
  isOver = false;
  answered = undefined;
  settle(isLoggedIn);
}

/** For log-out, which ends the session on purpose. */
export async function leaveSession(leave: () => Promise<unknown>): Promise<void> {
  leaving = true;
  try {
    await leave();
  } finally {
    leaving = false;
  }
}

export function isLeaving(): boolean {
  return leaving;
}
