/** What is asked when the session has ended, and everything that waits for the answer. */
let isOver = $state(false);
let answered: Promise<boolean> | undefined;
let leaving = false;
let settle: (isLoggedIn: boolean) => void = () => {};

export const session = {
  /** Whether the dialog to log in again is to be shown. */
  get isOver(): boolean {
    return isOver;
  },
};

/** Asks to log in again, over the page that is open. Returns whether that was done; one question serves all callers. */
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

/** For log-out: the session ends because somebody wants it to. */
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
