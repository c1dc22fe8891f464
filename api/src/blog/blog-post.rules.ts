import * as v from 'valibot';
import { line, text } from '../input/validation.ts';
import { hashIn } from './images/store-image.ts';

const imageUrl = v.pipe(
  v.string('WRONG_VALUE'),
  v.check((path) => hashIn(path) !== null, 'IMAGE_NOT_OURS'),
);

export const content = text(100_000);

export const newPost = v.object({
  title: line(200),
  content,
  imageUrl: v.nullish(imageUrl),
  isPublished: v.nullish(v.boolean('WRONG_VALUE')),
});

export const postPatch = v.partial(
  v.object({
    title: line(200),
    content,
    imageUrl: v.nullable(imageUrl),
    isPublished: v.boolean('WRONG_VALUE'),
  }),
);
