/** Random things that break careless programs, the same again for the same seed. */
export interface Luck {
  upTo(n: number): number;
  one<T>(list: readonly T[]): T;
  text(): string;
  value(depth?: number): unknown;
}

const SIGNS = [
  ...[
    '<x-fuzz>',
    'ก',
    '้',
    'ำ',
    'เ',
    '๐',
    'a',
    'Z',
    '0',
    '9',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\u001b',
    '\u202e',
    '\ud83d',
    '\ufeff',
  ],
  ...[
    '"',
    "'",
    '`',
    '<',
    '>',
    '&',
    '%',
    '%zz',
    '%00',
    '{{',
    '}}',
    '${',
    '$ne',
    '__proto__',
    'constructor',
    '/',
    '\\',
    '..',
  ],
  ...[
    ':',
    ';',
    '=',
    ',',
    '-',
    '|',
    '*',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    's1:',
    'v=',
    'd=',
    'null',
    '-1',
    '1e309',
    '👩‍👩‍👧‍👦',
    '\u200d',
  ],
];

/** mulberry32 */
export function luckOf(seed: number): Luck {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const luck: Luck = {
    upTo: (n) => Math.floor(next() * n),
    one: (list) => list[luck.upTo(list.length)]!,
    text() {
      const length = luck.one([0, 1, 3, 10, 40, 300, 5001]);
      const unit = Array.from({ length: Math.min(length, 40) }, () => luck.one(SIGNS)).join('');
      return unit === '' ? '' : unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    },
    value(depth = 0) {
      switch (luck.upTo(depth > 4 ? 6 : 8)) {
        case 0:
          return null;
        case 1:
          return luck.one([0, -1, 1.5, 2 ** 53, -(2 ** 31), 1e308]);
        case 2:
          return luck.one([true, false]);
        case 3:
        case 4:
          return luck.text();
        case 5:
          return undefined;
        case 6:
          return Array.from({ length: luck.upTo(6) }, () => luck.value(depth + 1));
        default:
          return Object.fromEntries(
            Array.from({ length: luck.upTo(5) }, () => [luck.text().slice(0, 30), luck.value(depth + 1)]),
          );
      }
    },
  };
  return luck;
}

/** Spoils a value somewhere in its depth. */
export function spoil(value: unknown, luck: Luck): unknown {
  if (typeof value !== 'object' || value === null || luck.upTo(6) === 0) return luck.value();
  if (Array.isArray(value)) {
    if (value.length === 0) return [luck.value()];
    const at = luck.upTo(value.length);
    return value.map((inner: unknown, index) => (index === at ? spoil(inner, luck) : inner));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || luck.upTo(8) === 0)
    return { ...value, [luck.text().slice(0, 20)]: luck.value() };
  const [at] = luck.one(entries);
  return Object.fromEntries(entries.map(([key, inner]) => [key, key === at ? spoil(inner, luck) : inner]));
}
