import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Lang, Translate } from '../../i18n.ts';
import { unpackWoff } from './font.ts';
import { boundsOf, MENU_AREAS, MENU_SIZE } from './areas.ts';

const PAPER = '#f4f7f6';
const INK = '#0b4f4a';
const LINES = '#b9ccc9';

/**
 * Our own fonts, so that it looks the same on a server that has none; a file holds one script. After the comma of the
 * family's name stands the size: without it, the drawing library takes a weight for a part of the description.
 */
const FONTS: Record<Lang, { file: string; family: string }> = {
  th: { file: 'sarabun-thai-700-normal', family: 'Sarabun Bold' },
  en: { file: 'sarabun-latin-600-normal', family: 'Sarabun SemiBold,' },
};

let unpacked: string | undefined;

/** A folder with the fonts unpacked, for as long as the process lives: the drawing library remembers where a font lay. */
function fontFolder(): string {
  if (unpacked !== undefined) return unpacked;
  const folder = mkdtempSync(join(tmpdir(), 'suetrong-menu-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const { file } of Object.values(FONTS)) {
    const packed = fileURLToPath(import.meta.resolve(`@fontsource/sarabun/files/${file}.woff`));
    writeFileSync(join(folder, `${file}.ttf`), unpackWoff(readFileSync(packed)));
  }
  return (unpacked = folder);
}

const ICON = 300;

async function wordOf(text: string, given: { lang: Lang; size: number; width: number; fonts: string }) {
  const { lang, size, width, fonts } = given;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${INK}">${escaped}</span>`,
      font: `${FONTS[lang].family} ${size}`,
      fontfile: join(fonts, `${FONTS[lang].file}.ttf`),
      rgba: true,
      dpi: 144,
      width,
      align: 'centre',
      wrap: 'word',
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { input: data, ...info };
}

/** The menu as a PNG below LINE's megabyte: in each field a drawing, what it is for in Thai, and small in English. */
export async function drawMenu(t: Translate): Promise<Buffer> {
  const fonts = fontFolder();
  const icons = MENU_AREAS.map(({ drawing }, index) => {
    const { x, y, width, height } = boundsOf(index);
    const [left, top] = [x + (width - ICON) / 2, y + height * 0.14];
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${LINES}" stroke-width="6"/>
      <g transform="translate(${left} ${top}) scale(${ICON / 24})" fill="none" stroke="${INK}" stroke-width="1.5"
        stroke-linecap="round" stroke-linejoin="round">${drawing}</g>`;
  });
  const { width, height } = MENU_SIZE;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${PAPER}"/>${icons.join('')}</svg>`;
  const words = await Promise.all(
    MENU_AREAS.flatMap(({ name }, index) => {
      const at = boundsOf(index);
      const lines = [
        { lang: 'th' as const, size: 46, middle: 0.66 },
        { lang: 'en' as const, size: 26, middle: 0.84 },
      ];
      return lines.map(async ({ lang, size, middle }) => {
        const text = t(lang, `line-tool:menu.area.${name}`);
        const word = await wordOf(text, { lang, size, width: at.width - 60, fonts });
        const left = Math.round(at.x + (at.width - word.width) / 2);
        return { input: word.input, left, top: Math.round(at.y + at.height * middle - word.height / 2) };
      });
    }),
  );
  return sharp(Buffer.from(svg)).composite(words).png({ palette: true, colours: 64 }).toBuffer();
}
