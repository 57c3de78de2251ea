import QRCode from 'qrcode';
import { attributes, html, type Html } from '../../web/html.ts';

const QUIET = 4;

/** A QR code as SVG: no image is fetched, and it stays black on white in the dark. */
export function qrCode(text: string, label: string): Html {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'L' }).modules;
  let path = '';
  for (let at = 0; at < data.length; at += 1) {
    if (data[at]) path += `M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z`;
  }
  const side = size + 2 * QUIET;
  return html`<svg
    ${attributes({ class: 'qr', role: 'img', 'aria-label': label })}
    viewBox="0 0 ${side} ${side}"
  >
    <rect ${attributes({ class: 'qr-paper', width: side, height: side })} />
    <path ${attributes({ class: 'qr-ink', d: path })} />
  </svg>`;
}
