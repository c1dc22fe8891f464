// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { PreflightQuery } from '#lib/gql/graphql.ts';
import PreflightFindings from './PreflightFindings.svelte';

type Found = PreflightQuery['preflight'];

const nothing: Found = {
  problems: [],
  checkedCount: 3,
  failureCount: 0,
  failures: [],
  gapCount: 0,
  gaps: [],
  spamScore: null,
  seconds: 60,
};

const show = (found: Partial<Found>) => render(PreflightFindings, { found: { ...nothing, ...found } });

test('without a finding only the numbers are told', () => {
  const { container } = show({});
  expect(container.textContent).toContain('No issues found.');
  expect(container.querySelector('details')).toBeNull();
});

test('what prevents the launch stands apart from what may be objected to', () => {
  const problem = { code: 'X', path: [] };
  show({
    problems: [
      { ...problem, message: 'No recipients.', severity: 'ERROR' },
      { ...problem, message: 'No link.', severity: 'WARNING' },
    ],
  });
  const [errors, warnings] = screen.getAllByRole('status');
  expect(errors!.textContent).toMatch(/Cannot be sent yet.*No recipients\./s);
  expect(warnings!.textContent).toMatch(/Check before you send.*No link\./s);
});

test('the rules of the spam filter are told in words, with what each adds', async () => {
  show({
    spamScore: {
      score: 3.2,
      requiredScore: 15,
      symbols: [
        { name: 'MIME_HTML_ONLY', score: 3.3, description: 'The email has no text part' },
        { name: 'NAME_ALONE', score: -0.1, description: null },
      ],
    },
  });
  await fireEvent.click(screen.getByText('Rules of the spam filter that matched: 2'));
  const items = screen
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
  expect(items).toEqual(['The email has no text part +3.3', 'NAME_ALONE -0.1']);
  expect(screen.getByText(/Spam score 3\.2 of 15\./)).toBeTruthy();
});
