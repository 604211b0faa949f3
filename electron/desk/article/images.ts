/** Pictures of articles: which to keep, what they are by their bytes, and where they stand in a body. */
import { imageSize } from 'image-size';
import type { ArticleBody, Block, Picture } from '../../../shared/model.ts';

export const pictureLimits = {
  maxPictures: 20,
  /** Of one picture, and of all of a story. */
  maxBytes: 10 * 1024 * 1024,
  maxStoryBytes: 30 * 1024 * 1024,
  maxPixels: 60_000_000,
  /** Smaller ones are counters and spacers. */
  leastPixels: 64,
} as const;

export interface SniffedPicture {
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/avif';
  readonly width: number;
  readonly height: number;
}

const types: Readonly<Record<string, SniffedPicture['type']>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** What a picture is by its first bytes, whatever its server says. Undefined for SVG and everything else. */
export function sniffPicture(bytes: Uint8Array): SniffedPicture | undefined {
  if (!hasMagic(bytes)) return undefined;
  try {
    const { type, width, height } = imageSize(bytes);
    const known = types[type ?? ''];
    return known === undefined || width < 1 || height < 1 ? undefined : { type: known, width, height };
  } catch {
    // A header that promises a picture and does not keep it.
    return undefined;
  }
}

const signatures = [
  { at: 0, hex: 'ffd8ff' },
  { at: 0, hex: '89504e470d0a1a0a' },
  { at: 0, hex: '474946383761' },
  { at: 0, hex: '474946383961' },
  { at: 8, hex: '57454250' },
  { at: 4, hex: '6674797061766966' },
  { at: 4, hex: '6674797061766973' },
];

function hasMagic(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  return signatures.some(({ at, hex }) => start.startsWith(hex, at * 2));
}

/** The addresses of a body's pictures, each once, in reading order. */
export function pictureSources(body: ArticleBody): string[] {
  const found = new Set<string>();
  mapPictures(body.blocks, (picture) => {
    found.add(picture.src);
    return picture;
  });
  return [...found];
}

/** The body with the stored copies of its pictures named. */
export function withAssets(body: ArticleBody, assets: ReadonlyMap<string, string>): ArticleBody {
  const blocks = mapPictures(body.blocks, (picture) => {
    const asset = assets.get(picture.src);
    return asset === undefined ? picture : { ...picture, asset };
  });
  return { blocks };
}

function mapPictures(blocks: readonly Block[], change: (picture: Picture) => Picture): Block[] {
  return blocks.map((block): Block => {
    switch (block.kind) {
      case 'figure':
        return { ...block, pictures: block.pictures.map(change) };
      case 'quote':
        return { ...block, blocks: mapPictures(block.blocks, change) };
      case 'list':
        return { ...block, items: block.items.map((item) => mapPictures(item, change)) };
      default:
        return block;
    }
  });
}
