/** Queries that the server has refused for now, and those that it refused until they were given up. */
const refused = new Set<number>();
const givenUp = new Set<number>();

let state = $state<'none' | 'waiting' | 'over'>('none');

export const patience = {
  /** Whether something is missing that will be asked again by itself, or that was asked again in vain. */
  get state(): 'none' | 'waiting' | 'over' {
    return state;
  },
};

export function noteRefused(key: number): void {
  refused.add(key);
  givenUp.delete(key);
  show();
}

export function noteGivenUp(key: number): void {
  refused.delete(key);
  givenUp.add(key);
  show();
}

/** Nobody waits for it any more. */
export function noteAbandoned(key: number): void {
  if (refused.delete(key)) show();
}

export function noteGranted(key: number): void {
  if (!refused.delete(key) && !givenUp.delete(key)) return;
  show();
}

/** For another page: what the last one lacked is of no concern there. */
export function forgetRefusals(): void {
  refused.clear();
  givenUp.clear();
  show();
}

/** In a task of its own: state that changes during a navigation would only be shown with the new page. */
function show(): void {
  setTimeout(() => {
    state = refused.size > 0 ? 'waiting' : givenUp.size > 0 ? 'over' : 'none';
  });
}
