/** Returns whole numbers from 0 in about three round steps, of which the last reaches `most`, as d3 does. */
export function ticksTo(most: number): number[] {
  let [top, step, last] = [most, stepFor(most), 0];
  while (step !== last) {
    top = Math.ceil(top / step) * step;
    [step, last] = [stepFor(top), step];
  }
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
}

/** Returns 1, 2 or 5 times a power of ten. */
function stepFor(top: number): number {
  const third = top / 3;
  const power = 10 ** Math.floor(Math.log10(third));
  const error = third / power;
  const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.sqrt(2) ? 2 : 1;
  return Math.max(1, power * factor);
}
