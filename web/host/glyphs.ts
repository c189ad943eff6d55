import type { FontSlices } from './font_slices';

/**
 * Families by name: a generic family alone costs the browser a search for every character. Latin first, then Chinese,
 * each as the systems bring them along.
 */
const families = [
  'Inter', 'Segoe UI', '-apple-system', 'SF Pro Text', 'Roboto', 'Noto Sans', 'Ubuntu', 'Cantarell', 'Liberation Sans',
  'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei UI', 'Microsoft YaHei', 'HarmonyOS Sans SC', 'MiSans',
  'Noto Sans CJK SC', 'Source Han Sans SC', 'Noto Sans SC', 'WenQuanYi Micro Hei', 'Droid Sans Fallback',
];
export const fontFamily = [...families.map((name) => (name.startsWith('-') ? name : `"${name}"`)), 'sans-serif'].join(', ');

export interface Glyph {
  /** Advance, left, top, width, height, coloured: device pixels from the pen on the baseline, y down. */
  metrics: [number, number, number, number, number, number];
  bitmap?: Uint8Array;
}

const firstIcon = 0xe000;
const lastIcon = 0xf8ff;
const iconGrid = 24;
const iconStroke = 1.75;
const baseline = 0.85; // of the em from its top, as in src/platform/web/font_loader.cpp
const emoji = /\p{Emoji_Presentation}|\ufe0f/u;
const ideograph = /^[\p{Script=Han}\u3000-\u303f\uff00-\uffef]$/u;

/** Draws characters and icons with Canvas2D, for ImGui's atlas. */
export class Glyphs {
  private context!: CanvasRenderingContext2D;
  private readonly icons = new Map<number, Path2D>();
  private readonly sequences = new Map<number, string>(); // characters that are one picture, by their private code
  private readonly digitWidths = new Map<string, number>();
  private font = '';

  constructor(private readonly slices: FontSlices) {}

  /** With the first character the browser looks for its fonts, which takes a while. */
  begin(): void {
    if (this.context) return;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 96;
    this.context = canvas.getContext('2d', { willReadFrequently: true })!;
    this.slices.needed = !this.drawsChinese();
  }

  addIcon(code: number, path: string): void {
    this.icons.set(code, new Path2D(path));
  }

  addSequence(code: number, text: string): void {
    this.sequences.set(code, text);
  }

  rasterise(code: number, pixels: number, weight: number, metricsOnly: boolean): Glyph | null {
    this.begin();
    const sequence = this.sequences.get(code);
    if (!sequence && code >= firstIcon && code <= lastIcon) return this.icon(code, pixels);
    const text = sequence ?? String.fromCodePoint(code);
    this.use(`${weight} ${pixels}px ${fontFamily}`);
    const { context } = this;
    const box = context.measureText(text);
    let advance = Math.round(box.width);
    let shift = 0;
    if (code >= 0x30 && code <= 0x39) {
      // Figures stand in columns, whatever the font.
      advance = this.digitWidth();
      shift = Math.round((advance - box.width) / 2);
    }
    if (this.slices.missing(text, weight, ideograph)) return { metrics: [Math.round(pixels), 0, 0, 0, 0, 0] };
    const left = Math.floor(-box.actualBoundingBoxLeft) - 1;
    const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
    const width = Math.ceil(box.actualBoundingBoxRight) + 1 - left;
    const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
    const empty = box.actualBoundingBoxRight <= -box.actualBoundingBoxLeft;
    if (metricsOnly || empty || !text.trim()) return { metrics: [advance, 0, 0, 0, 0, 0] };

    this.clear(width, height);
    context.fillText(text, -left, -top);
    const coloured = emoji.test(text);
    return {
      metrics: [advance, left + shift, top, width, height, coloured ? 1 : 0],
      bitmap: this.pixels(width, height, coloured),
    };
  }

  private icon(code: number, pixels: number): Glyph | null {
    const path = this.icons.get(code);
    if (!path) return null;
    const size = Math.ceil(pixels);
    this.clear(size, size);
    const { context } = this;
    context.save();
    context.scale(pixels / iconGrid, pixels / iconGrid);
    context.lineWidth = iconStroke;
    context.lineCap = context.lineJoin = 'round';
    context.stroke(path);
    context.restore();
    return {
      metrics: [Math.round(pixels), 0, -Math.round(pixels * baseline), size, size, 0],
      bitmap: this.pixels(size, size, false),
    };
  }

  private use(font: string): void {
    if (font === this.font) return;
    this.font = font;
    this.context.font = font;
  }

  /** Of the widest of the ten. */
  private digitWidth(): number {
    let width = this.digitWidths.get(this.font);
    if (width === undefined) {
      width = Math.round(Math.max(...[...'0123456789'].map((digit) => this.context.measureText(digit).width)));
      this.digitWidths.set(this.font, width);
    }
    return width;
  }

  private clear(width: number, height: number): void {
    const { context } = this;
    const { canvas } = context;
    if (width > canvas.width || height > canvas.height) {
      canvas.width = Math.max(canvas.width, width * 2);
      canvas.height = Math.max(canvas.height, height * 2);
      context.font = this.font || context.font;
    } else {
      context.clearRect(0, 0, width, height);
    }
  }

  private pixels(width: number, height: number, coloured: boolean): Uint8Array {
    const { data } = this.context.getImageData(0, 0, width, height);
    if (coloured) return new Uint8Array(data.buffer);
    const alpha = new Uint8Array(width * height);
    for (let i = 0; i < alpha.length; ++i) alpha[i] = data[4 * i + 3]!;
    return alpha;
  }

  /** A system without Chinese fonts draws the same box for all of them. */
  private drawsChinese(): boolean {
    const picture = (text: string) => {
      this.use(`400 24px ${fontFamily}`);
      this.clear(32, 32);
      this.context.fillText(text, 2, 26);
      return this.pixels(32, 32, false).join();
    };
    return picture('褡') !== picture('裢');
  }
}
