import sharp, { type Create } from 'sharp';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { tokenOf } from '../../../test/operations.ts';
import { runningServer, sessionOf } from '../../../test/server.ts';
import type { User } from '../../accounts/user.entity.ts';

const plain: Create = { width: 3000, height: 1500, channels: 3, background: 'red' };
const photo = () =>
  sharp({ create: plain })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Somebody' } })
    .toBuffer();
const IMAGES = '{ mailImages(first: 10) { totalCount nodes { id url width height size } } }';

interface Uploaded {
  id: string;
  url: string;
  width: number;
  height: number;
  size: number;
}

async function server() {
  const { port } = await runningServer();
  const url = `http://127.0.0.1:${port}`;
  const send = async (body: Uint8Array, headers: Record<string, string>) =>
    fetch(`${url}/mail-images`, { method: 'POST', body: Buffer.from(body), headers });
  const upload = async (body: Uint8Array, owner: User) => {
    const response = await send(body, { cookie: await sessionOf(owner) });
    return { status: response.status, image: (await response.json()) as Uploaded };
  };
  const show = async (image: Uploaded) => fetch(new URL(new URL(image.url).pathname, url));
  return { url, send, upload, show };
}

test('an image is made smaller, loses its metadata, is kept once, and everybody may see it', async () => {
  const { upload, show } = await server();
  const owner = await build.user();
  const { status, image } = await upload(await photo(), owner);
  expect(status).toBe(201);
  expect(image).toMatchObject({ width: 1200, height: 600 });
  expect((await upload(await photo(), owner)).image).toEqual(image);
  const shown = await show(image);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'cross-origin',
  });
  const bytes = Buffer.from(await shown.arrayBuffer());
  expect(bytes).toHaveLength(image.size);
  const seen = await sharp(bytes).metadata();
  expect(seen).toMatchObject({ width: 1200, height: 600 });
  expect(seen.exif).toBeUndefined();
});

test('transparent parts and animations stay', async () => {
  const { upload, show } = await server();
  const owner = await build.user();
  const clear = { ...plain, width: 20, height: 10, channels: 4, background: '#ff000080' } as const;
  const png = await upload(await sharp({ create: clear }).png().toBuffer(), owner);
  expect((await show(png.image)).headers.get('content-type')).toBe('image/png');
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { ...plain, width: 20, height: 10, background } })
        .png()
        .toBuffer(),
    ),
  );
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const { image } = await upload(moving, owner);
  expect(image).toMatchObject({ width: 20, height: 10 });
  const shown = await show(image);
  expect(shown.headers.get('content-type')).toBe('image/gif');
  expect((await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).pages).toBe(2);
});

test('what is no picture is refused, and so is one that is too large, with a sentence', async () => {
  const { upload, send, url } = await server();
  const owner = await build.user();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
  const cut = (await photo()).subarray(0, 2000);
  for (const wrong of [svg, Buffer.from('no picture'), cut, Buffer.alloc(0)])
    expect((await upload(wrong, owner)).status).toBe(422);
  const cookie = await sessionOf(owner);
  expect((await send(Buffer.alloc(10_000_001), { cookie })).status).toBe(413);
  for (const name of [`${'0'.repeat(64)}.jpg`, 'x.jpg', '..%2f']) {
    expect((await fetch(`${url}/mail-images/${name}`)).status).toBe(404);
  }
});

test('only who is logged in may upload, and a token only with the scope WRITE', async () => {
  const { send } = await server();
  const owner = await build.user();
  const bearer = async (scope: string) => ({
    authorization: `Bearer ${(await tokenOf(owner, [scope])).secret}`,
  });
  const small = await sharp({ create: { ...plain, width: 5, height: 5 } })
    .jpeg()
    .toBuffer();
  expect((await send(small, {})).status).toBe(401);
  expect((await send(small, await bearer('READ'))).status).toBe(403);
  expect((await send(small, await bearer('WRITE'))).status).toBe(201);
});

test('an owner lists and deletes images; the same image of somebody else stays', async () => {
  const { upload, show } = await server();
  const [owner, other] = [await build.user(), await build.user()];
  // Owners of other tests have the other photo.
  const green = await sharp({ create: { ...plain, background: 'green' } })
    .png()
    .toBuffer();
  const { image } = await upload(green, owner);
  const theirs = await upload(green, other);
  const { mailImages } = await as(owner).ask(IMAGES);
  expect(mailImages).toEqual({ totalCount: 1, nodes: [image] });
  const remove = 'mutation ($id: ID!) { deleteMailImage(id: $id) }';
  expect((await as(other).refused(remove, { id: image.id })).extensions.code).toBe('NOT_FOUND');
  await as(owner).ask(remove, { id: image.id });
  expect((await show(theirs.image)).status).toBe(200);
  await as(other).ask(remove, { id: theirs.image.id });
  expect((await show(image)).status).toBe(404);
});

test('an owner whose images take up too much uploads no more', async () => {
  const { upload } = await server();
  const owner = await build.user();
  const { orm } = await testApp();
  await orm.em
    .fork()
    .execute(
      `insert into mail_image (owner_id, hash, type, width, height, size, bytes) values (?, 'x', 'PNG', 1, 1, 200000000, '')`,
      [owner.id],
    );
  const { status, image } = await upload(await photo(), owner);
  expect(status).toBe(422);
  expect(JSON.stringify(image)).toContain('200 MB');
});
