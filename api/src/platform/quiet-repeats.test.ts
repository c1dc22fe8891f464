import { pino } from 'pino';
import { expect, test } from 'vitest';
import { quietRepeats } from './quiet-repeats.ts';

function logged(write: (log: pino.Logger) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  write(pino({ hooks: { logMethod: quietRepeats() } }, stream));
  return lines;
}

const away = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

test('an outage is one line, without a stack, however many notice it', () => {
  const lines = logged((log) => {
    for (let n = 0; n < 500; n++) log.warn({ err: away() }, `Somebody noticed: ${n % 3}.`);
  });
  expect(lines).toEqual([
    expect.objectContaining({ msg: 'Somebody noticed: 0.', detail: 'connect ECONNREFUSED' }),
  ]);
});

test('errors that differ and lines without one are all told', () => {
  const lines = logged((log) => {
    for (let n = 0; n < 3; n++) {
      log.error({ err: new Error(`Wrong: ${n}`) }, 'A request failed.');
      log.info('A run was launched.');
      log.warn({ run: n }, 'Something.');
    }
  });
  expect(lines).toHaveLength(9);
});
