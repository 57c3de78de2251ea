import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until a test turns it. Begins on Sunday 22 November 2026, 10:00 in Thailand. */
export class TestClock implements Clock {
  #now: number;

  constructor(start: string | Date = '2026-11-22T10:00:00+07:00') {
    this.#now = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Turns the clock by so many milliseconds; negative turns it back. */
  advance(ms: number): void {
    this.#now += ms;
  }

  set(moment: string | Date): void {
    this.#now = new Date(moment).getTime();
  }
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
