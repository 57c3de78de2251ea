/** LINE does not take it, and trying again changes nothing. `reason` names fields, never content; status 0: nothing to send. */
export interface Refused {
  kind: 'refused';
  status: number;
  reason: string;
}

export type ReplyOutcome =
  /** `plain`: LINE refused the messages as they were and took them in words alone. */
  | { kind: 'sent'; plain?: true }
  /**
   * The reply token was used before or ran out. After a `retry-later`, and when it was `tried` just before, it can mean that
   * the first try arrived.
   */
  | { kind: 'token-spent'; tried?: true }
  | Refused
  | { kind: 'retry-later'; afterMs: number };

export type PushOutcome =
  | { kind: 'sent' }
  /** The month's messages are used up. */
  | { kind: 'quota' }
  | { kind: 'rate-limited'; afterMs: number }
  | Refused
  /** Unknown whether it arrived: try again with the same retry key and the same messages, within 24 hours. */
  | { kind: 'retry-later'; afterMs: number };

export type MessengerEvent =
  | 'reply-sent'
  | 'reply-plain'
  | 'reply-again'
  | 'reply-token-spent'
  | 'reply-refused'
  | 'reply-retry-later'
  | 'push-sent'
  | 'push-quota'
  | 'push-rate-limited'
  | 'push-refused'
  | 'push-retry-later'
  | 'loading-failed'
  | 'leave-failed';
