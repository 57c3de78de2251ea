export interface CounterPort {
  /** Adds `by` to a counter of content-free events, for example `question.unanswered`. */
  add(name: string, by: number): Promise<void>;
  read(): Promise<Record<string, number>>;
}
