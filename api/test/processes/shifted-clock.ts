// Loaded before a program: its clock is wrong by this many minutes.
const shift = Number(process.env.CLOCK_SHIFT_MINUTES ?? 0) * 60_000;
const RealDate = Date;
const now = RealDate.now.bind(RealDate);
globalThis.Date = class extends RealDate {
  constructor(...given: []) {
    super(...((given.length === 0 ? [now() + shift] : given) as []));
  }

  static override now(): number {
    return now() + shift;
  }
} as DateConstructor;
