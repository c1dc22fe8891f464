import { Token } from 'liquidjs';

// To find a token's position Liquid scans the template from its start, and looking for variables does so for
// every placeholder, which takes minutes in a long template. Here the lines are found once.
let lines = { input: '', starts: [0] };

Token.prototype.getPosition = function place(): [number, number] {
  return placeAt(this.input, this.begin);
};

/** Returns the line and column of an offset in a text, both counted from 1. */
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
