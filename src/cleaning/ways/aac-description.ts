/** AAC as phones and programs write it: Main, LC, SSR, LTP. Others have descriptions of other forms. */
const PLAIN_TYPES = new Set([1, 2, 3, 4]);
const SPECTRAL_BANDS = 5;
const PARAMETRIC_STEREO = 29;
const SPECTRAL_MARK = 0x2b7;
const STEREO_MARK = 0x548;
const OWN_FREQUENCY = 15;

/**
 * AudioSpecificConfig (ISO 14496-3) up to its last bit that means something. Undefined for forms of AAC that this program
 * does not know, and for one that lists its channels itself, since that list ends with a remark. Throws RangeError when
 * it is damaged.
 */
export function soundDescription(given: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const bits = reader(given);
  const first = typeIn(bits);
  frequencyIn(bits);
  const channels = bits.take(4);
  const isMarked = first === SPECTRAL_BANDS || first === PARAMETRIC_STEREO;
  if (isMarked) frequencyIn(bits);
  const core = isMarked ? typeIn(bits) : first;
  if (!PLAIN_TYPES.has(core) || channels === 0) return undefined;
  bits.take(1);
  const dependsOnAnother = bits.take(1) === 1;
  if (dependsOnAnother) bits.take(14);
  const goesOn = bits.take(1) === 1;
  if (goesOn) return undefined;
  if (!isMarked) marksIn(bits);
  const whole = given.slice(0, Math.ceil(bits.place / 8));
  const unused = whole.length * 8 - bits.place;
  whole[whole.length - 1]! &= 0xff << unused;
  return whole;
}

/** Marks that older decoders do not look for: that the sound has more height, and is stereo. */
function marksIn(bits: Bits): void {
  if (bits.left < 17 || bits.see(11) !== SPECTRAL_MARK || (bits.see(16) & 31) !== SPECTRAL_BANDS) return;
  bits.take(16);
  if (bits.take(1) === 0) return;
  frequencyIn(bits);
  if (bits.left >= 12 && bits.see(11) === STEREO_MARK) bits.take(12);
}

function typeIn(bits: Bits): number {
  const type = bits.take(5);
  return type === 31 ? 32 + bits.take(6) : type;
}

function frequencyIn(bits: Bits): void {
  if (bits.take(4) === OWN_FREQUENCY) bits.take(24);
}

interface Bits {
  readonly place: number;
  readonly left: number;
  see(count: number): number;
  take(count: number): number;
}

function reader(bytes: Uint8Array): Bits {
  let place = 0;
  const see = (count: number) => {
    if (place + count > bytes.length * 8) throw new RangeError('damaged');
    let number = 0;
    for (let n = place; n < place + count; n += 1)
      number = number * 2 + ((bytes[n >> 3]! >> (7 - (n & 7))) & 1);
    return number;
  };
  return {
    get place() {
      return place;
    },
    get left() {
      return bytes.length * 8 - place;
    },
    see,
    take(count) {
      const number = see(count);
      place += count;
      return number;
    },
  };
}
