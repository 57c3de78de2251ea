/**
 * What LINE accepts in a message, from its Messaging API reference ("Message objects", "Action objects",
 * "Quick reply", "Send reply message") as of August 2026; `own` marks a limit of ours where LINE names none.
 * `graphemes` are grapheme clusters, `units` UTF-16 code units, `bytes` those of the UTF-8 JSON.
 */
export const LIMITS = {
  messages: { max: 5, unit: 'items', source: 'Send reply message: messages' },
  request: { max: 2_000_000, unit: 'bytes', source: 'Send reply message: 2 MB' },
  text: { max: 5000, unit: 'units', source: 'Text message: text' },
  altText: { max: 1500, unit: 'units', source: 'Flex message: altText' },
  flexText: { max: 2000, unit: 'units', source: 'own: one text of a card stays readable' },
  bubble: { max: 30_000, unit: 'bytes', source: 'Flex message: bubble 30 KB' },
  carousel: { max: 50_000, unit: 'bytes', source: 'Flex message: carousel 50 KB' },
  bubbles: { max: 12, unit: 'items', source: 'Flex message: carousel contents' },
  quickReply: { max: 13, unit: 'items', source: 'Quick reply: items' },
  quickReplyLabel: { max: 20, unit: 'graphemes', source: 'Action objects: label in a quick reply' },
  buttonLabel: { max: 40, unit: 'graphemes', source: 'Action objects: label in a Flex button' },
  displayText: { max: 300, unit: 'graphemes', source: 'Postback action: displayText' },
  messageText: { max: 300, unit: 'graphemes', source: 'Message action: text' },
  data: { max: 300, unit: 'units', source: 'Postback and date picker action: data' },
  uri: { max: 1000, unit: 'units', source: 'URI action: uri' },
  clipboardText: { max: 1000, unit: 'units', source: 'Clipboard action: clipboardText' },
  /** Unmarked: what LINE does with a cluster of thousands of marks is unknown, so ours never get there. */
  grapheme: { max: 20, unit: 'units', source: 'own: mean length of the clusters in a clamped label' },
} as const satisfies Record<
  string,
  { max: number; unit: 'items' | 'bytes' | 'units' | 'graphemes'; source: string }
>;
