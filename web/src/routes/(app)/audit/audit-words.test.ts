import { expect, test } from 'vitest';
import { actorText, subjectHref } from './audit-words.ts';

test('who did it is named, or what kind of actor it was', () => {
  expect(actorText({ actorKind: 'USER', actorName: 'Anna' })).toBe('Anna');
  expect(actorText({ actorKind: 'TOKEN', actorName: 'Anna' })).toBe('Anna, by an API token');
  expect(actorText({ actorKind: 'COMMAND', actorName: '' })).toBe('A command');
});

test('what is still there is pointed to', () => {
  expect(subjectHref({ action: 'LAUNCHED', subject: 'MAILING', subjectId: '7' })).toBe('/mailings/7/');
  expect(subjectHref({ action: 'USER_DELETED', subject: 'USER', subjectId: '7' })).toBeUndefined();
  expect(subjectHref({ action: 'JOB_ASKED', subject: 'JOB', subjectId: 'sweep' })).toBeUndefined();
});
