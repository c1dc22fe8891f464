import { Token } from 'liquidjs';

// Liquid reads a template from its start to tell the place of a token, and wants that of every placeholder when it looks
// for variables: minutes for a long template. Here the lines are looked for once.
let lines = { input: '', starts: [0] };

Token.prototype.getPosition = function place(): [number, number] {
  return placeAt(this.input, this.begin);
};

/** The line and the column of a place in a text, both from 1. */
export function placeAt(input: string, offset: number): [number, number] {
  if (input !== lines.input) lines = { input, starts: startsOf(input) };
  const { starts } = lines;
  let [row, next] = [0, starts.length];
  while (next - row > 1) {
    const middle = (row + next) >> 1;
    if (starts[middle]! <= offset) row = middle;
    else next = middle;
  }
  return [row + 1, offset - starts[row]! + 1];
}

function startsOf(input: string): number[] {
  return [0, ...Array.from(input.matchAll(/\n/g), ({ index }) => index + 1)];
}
