import { Parser } from 'htmlparser2';
import { RenderError } from './render-error.ts';

const MOST_CHARACTERS = 2_000_000;
const MOST_ELEMENTS = 30_000;
const DEEPEST = 300;
/** Attributes of one element: a parser checks each for duplicates. */
const MOST_ATTRIBUTES = 200;

/**
 * Checks that the time to convert a document grows with nothing but its length. An end tag is compared with
 * every open element, so depth times elements counts. Throws RenderError for a document beyond what any mail
 * needs.
 */
export function assertBounded(html: string): void {
  if (html.length > MOST_CHARACTERS) throw tooMuch(`${MOST_CHARACTERS} characters`);
  let [elements, depth, attributes] = [0, 0, 0];
  const parser = new Parser({
    onopentagname() {
      attributes = 0;
      if (++elements > MOST_ELEMENTS) throw tooMuch(`${MOST_ELEMENTS} elements`);
      if (++depth > DEEPEST) throw tooMuch(`${DEEPEST} elements in each other`);
    },
    onattribute() {
      if (++attributes > MOST_ATTRIBUTES) throw tooMuch(`${MOST_ATTRIBUTES} attributes of an element`);
    },
    onclosetag() {
      depth--;
    },
  });
  parser.write(html);
  parser.end();
}

const tooMuch = (bound: string) =>
  new RenderError(`HTML with more than ${bound} cannot be converted to text`, {
    isLimit: true,
    place: { part: 'none' },
  });
