/** Work outside the conversation, as a value. The runner does it and brings the result back. */
export type Effect =
  /** Adds one to a content-free counter. */
  { kind: 'count'; counter: string };

export type EffectResult = { kind: 'counted' };
