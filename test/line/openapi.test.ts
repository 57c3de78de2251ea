import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderAnswer } from '../../src/line/render.ts';
import { anyAnswer } from '../support/answers.ts';
import { openapiFile, openapiValidator, type Validate } from '../support/openapi.ts';

/** Making a failing answer small may take for ever. */
const SHRINK_MS = 10_000;

const file = openapiFile();
if (!file) {
  // eslint-disable-next-line no-console -- a skipped check must be seen
  console.warn(
    'LINE’s OpenAPI definitions are not here (LINE_OPENAPI_DIR): messages are not checked against them.',
  );
}

/** Messages the definitions must refuse: a validator that finds nothing proves nothing. */
const WRONG: [string, unknown][] = [
  ['no message', []],
  ['six messages', Array.from({ length: 6 }, () => ({ type: 'text', text: 'x' }))],
  ['unknown type', [{ type: 'txt', text: 'x' }]],
  ['text missing', [{ type: 'text' }]],
  ['misspelt property', [{ type: 'text', text: 'x', quickreply: { items: [] } }]],
  ['flex without alt text', [{ type: 'flex', contents: { type: 'bubble' } }]],
  ['unknown bubble size', [{ type: 'flex', altText: 'x', contents: { type: 'bubble', size: 'huge' } }]],
  [
    'box without contents',
    [{ type: 'flex', altText: 'x', contents: { type: 'bubble', body: { type: 'box', layout: 'vertical' } } }],
  ],
  [
    'data too long',
    [
      {
        type: 'text',
        text: 'x',
        quickReply: {
          items: [{ type: 'action', action: { type: 'postback', label: 'a', data: 'x'.repeat(301) } }],
        },
      },
    ],
  ],
];

(file ? describe : describe.skip)('against LINE’s OpenAPI definitions', () => {
  const problems = (messages: unknown): string[] => {
    validate ??= openapiValidator(file ?? '');
    return validate('ReplyMessageRequest', { replyToken: 'token', messages });
  };
  let validate: Validate | undefined;

  it.each(WRONG)('%s is found', (_, messages) => {
    expect(problems(messages)).not.toEqual([]);
  });

  it('every rendered answer is valid', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const messages = renderAnswer(answer, { good: 'ผ่าน', bad: 'ไม่ผ่าน' });
        if (messages.length > 0) expect(problems(messages)).toEqual([]);
      }),
      { numRuns: 150, interruptAfterTimeLimit: SHRINK_MS },
    );
  });
});
