import { expect, test } from 'vitest';
import { withOwnFiles, withoutRemoteFiles } from './without-remote-files.ts';

const own = `/mail-images/${'a'.repeat(64)}.png`;

test('nothing of other sites is left to load', () => {
  const mail = `<link rel="stylesheet" href="https://e.com/a.css"><style>@import url(https://e.com/b.css);
p{background:url('https://e.com/c.png')}</style><img alt="x" src="https://e.com/d.png" srcset="https://e.com/e.png 2x">
<td background=http://e.com/f.png style="background-image:url(https://e.com/g.png)">text https://e.com/h</td><video poster='//e.com/i.png'></video>`;
  const left = withoutRemoteFiles(mail);
  expect(left).not.toMatch(/e\.com\/[a-gi]/);
  expect(left).toContain('text https://e.com/h');
  expect(left).toContain('alt="x"');
});

test('images of this site stay by their path, and embedded ones as they are', () => {
  const mail = `<img src="https://mail.example${own}"><img src='data:image/png;base64,AA=='>`;
  expect(withoutRemoteFiles(mail)).toBe(`<img src="${own}"><img src='data:image/png;base64,AA=='>`);
  const foreign = '<img src="https://e.com/d.png"><link href="x">';
  expect(withOwnFiles(foreign + mail)).toBe(foreign + withoutRemoteFiles(mail));
});

test('a long row of anything is done in time', () => {
  for (const piece of ['<img src="', '<img src=', '<td style="url(', '@import ', '<style>url('])
    expect(withoutRemoteFiles(piece.repeat(50_000)).length).toBeGreaterThan(0);
});
