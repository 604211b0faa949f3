/** PNG files from pixels (W3C PNG specification, third edition). */
import zlib from 'node:zlib';

/** `rgb` holds three bytes a pixel, row by row. */
export function encodePng(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, true colour; deflate, adaptive filters, not interlaced.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(filterRows(rgb, width * 3, height), { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row as its difference from the one above (filter 2): gradients become runs of small numbers. */
function filterRows(rgb: Uint8Array, rowBytes: number, height: number): Uint8Array {
  const rows = new Uint8Array(height * (rowBytes + 1));
  for (let row = 0; row < height; row++) {
    const to = row * (rowBytes + 1);
    const from = row * rowBytes;
    rows[to] = 2;
    for (let index = 0; index < rowBytes; index++) {
      const above = row === 0 ? 0 : (rgb[from - rowBytes + index] ?? 0);
      rows[to + 1 + index] = (rgb[from + index] ?? 0) - above;
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(zlib.crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
