// What was really drawn: an ear at WebGL hears the triangles of every frame, and glyphs among them are told by their
// place in the font's texture. So text that lies over other text, or is cut through by an edge, is found wherever it is
// drawn, in the middle of a card as in a button. The program knows nothing of it.

/** Runs in the page before the program. */
export function listen() {
  const { prototype } = WebGL2RenderingContext;
  const frame = { commands: [], vertices: undefined, indices: undefined, scissor: [0, 0, 0, 0], height: 0 };
  const wrap = (name, before) => {
    const original = prototype[name];
    prototype[name] = function (...values) {
      before.call(this, ...values);
      return original.apply(this, values);
    };
  };
  wrap('clear', function () {
    frame.commands = [];
    frame.height = this.canvas.height;
  });
  wrap('scissor', (x, y, width, height) => { frame.scissor = [x, y, width, height]; });
  wrap('bufferData', function (target, data, usage, from, size) {
    if (typeof data === 'number') return;
    const bytes = new Uint8Array(data.buffer, data.byteOffset + (from ?? 0), size || data.byteLength - (from ?? 0)).slice();
    if (target === this.ARRAY_BUFFER) frame.vertices = bytes;
    else frame.indices = bytes;
  });
  let first = 0;
  wrap('vertexAttribPointer', (index, size, type, normalized, stride, offset) => {
    if (index === 0) first = offset / stride;
  });
  wrap('drawElements', function (mode, count, type, offset) {
    const wide = type === this.UNSIGNED_INT;
    const [x, y, width, height] = frame.scissor;
    frame.commands.push({ vertices: frame.vertices, indices: frame.indices, first, count, wide, start: offset / (wide ? 4 : 2),
      clip: { x0: x, y0: frame.height - y - height, x1: x + width, y1: frame.height - y } });
  });
  window.lastFrame = () => frame;
}

/** Runs in the page: what is wrong with the text of the last frame, as seen. */
export function judge() {
  const scale = devicePixelRatio;
  const runs = readRuns();
  return [...overlaps(runs), ...cuts(runs)];

  /** Glyphs in the order of drawing, together with the neighbours that they were written with; what was painted over is left out. */
  function readRuns() {
    let runs = [];
    for (const command of window.lastFrame().commands) {
      const data = new DataView(command.vertices.buffer);
      const indices = command.wide ? new Uint32Array(command.indices.buffer) : new Uint16Array(command.indices.buffer);
      const vertex = (at) => {
        const from = (command.first + indices[command.start + at]) * 20;
        return { i: indices[command.start + at], x: data.getFloat32(from, true), y: data.getFloat32(from + 4, true), u: data.getFloat32(from + 8, true),
          v: data.getFloat32(from + 12, true), color: data.getUint32(from + 16, true) };
      };
      const clip = Object.fromEntries(Object.entries(command.clip).map(([side, at]) => [side, at / scale]));
      let ground;
      const covered = () => {
        if (ground && ground.solid && ground.x1 - ground.x0 > 40 && ground.y1 - ground.y0 > 20) runs = runs.filter((run) => !cover(ground, run, clip));
        ground = undefined;
      };
      for (let at = 0; at + 2 < command.count;) {
        const [a, b, c] = [vertex(at), vertex(at + 1), vertex(at + 2)];
        if (a.u !== c.u && a.v !== c.v && b.y === a.y && b.x === c.x && at + 5 < command.count) {
          covered();
          write(runs, { x0: a.x, y0: a.y, x1: c.x, y1: c.y, color: a.color }, clip);
          at += 6;
          continue;
        }
        // A shape: triangles one after the other that share corners.
        const known = ground && [a, b, c].some(({ i }) => i >= ground.from && i <= ground.to);
        if (!known) {
          covered();
          ground = { x0: a.x, y0: a.y, x1: a.x, y1: a.y, from: a.i, to: a.i, solid: false };
        }
        for (const { i, x, y } of [a, b, c]) {
          ground = { ...ground, x0: Math.min(ground.x0, x), y0: Math.min(ground.y0, y), x1: Math.max(ground.x1, x), y1: Math.max(ground.y1, y),
            from: Math.min(ground.from, i), to: Math.max(ground.to, i) };
        }
        // Inside of a shape that is filled there is a triangle that reaches far in both directions.
        const far = Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) > 600;
        if (far && [a, b, c].every(({ color }) => color >>> 24 > 240)) ground.solid = true;
        at += 3;
      }
      covered();
    }
    return runs;
  }

  function cover(ground, run, clip) {
    const x0 = Math.max(ground.x0, clip.x0) - 1, y0 = Math.max(ground.y0, clip.y0) - 1, x1 = Math.min(ground.x1, clip.x1) + 1, y1 = Math.min(ground.y1, clip.y1) + 1;
    run.glyphs = run.glyphs.filter((glyph) => !(glyph.x0 >= x0 && glyph.y0 >= y0 && glyph.x1 <= x1 && glyph.y1 <= y1));
    return run.glyphs.length === 0;
  }

  function write(runs, glyph, clip) {
    const seen = Math.min(glyph.x1, clip.x1) - Math.max(glyph.x0, clip.x0) > 2 && Math.min(glyph.y1, clip.y1) - Math.max(glyph.y0, clip.y0) > 2;
    if (!seen || glyph.color >>> 24 < 20) return;
    const run = runs.at(-1);
    const last = run?.glyphs.at(-1);
    const size = glyph.y1 - glyph.y0;
    const goesOn = last && last.color === glyph.color && glyph.x0 > last.x1 - 5 && glyph.x0 < last.x1 + 24 && Math.abs(glyph.y1 - last.y1) < Math.max(size, 14);
    if (goesOn) run.glyphs.push(glyph);
    else runs.push({ glyphs: [glyph], clip });
  }

  function* overlaps(runs) {
    const all = runs.flatMap((run, i) => run.glyphs.map((glyph) => ({ ...shown(glyph, run.clip), run: i }))).sort((a, b) => a.y0 - b.y0);
    const told = new Set();
    for (const [i, a] of all.entries()) {
      for (let j = i + 1; j < all.length && all[j].y0 < a.y1 - 3; ++j) {
        const b = all[j];
        const pair = `${Math.min(a.run, b.run)} ${Math.max(a.run, b.run)}`;
        if (a.run === b.run || told.has(pair)) continue;
        if (Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) <= 3 || Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) <= 3) continue;
        told.add(pair);
        yield { what: 'text over text', at: spot(b), near: near(b) };
      }
    }
  }

  /** Glyphs that an edge cuts through from top to bottom; scrolling cuts them the other way. */
  function* cuts(runs) {
    for (const { glyphs, clip } of runs) {
      const cut = glyphs.find(({ x0, x1 }) => (x0 < clip.x0 - 2 && x1 > clip.x0 + 1) || (x1 > clip.x1 + 2 && x0 < clip.x1 - 1));
      if (cut) yield { what: 'text cut by an edge', at: spot(cut), near: near(shown(cut, clip)) };
    }
  }

  function shown(glyph, clip) {
    return { x0: Math.max(glyph.x0, clip.x0), y0: Math.max(glyph.y0, clip.y0), x1: Math.min(glyph.x1, clip.x1), y1: Math.min(glyph.y1, clip.y1) };
  }

  function spot({ x0, y0 }) {
    return `${Math.round(x0)}, ${Math.round(y0)}`;
  }

  /** What the accessibility tree has there, the innermost first. */
  function near({ x0, y0, x1, y1 }) {
    const x = (x0 + x1) / 2;
    const y = (y0 + y1) / 2;
    return [...document.querySelectorAll('#mirror [data-id]')].reverse().filter((element) => {
      const box = element.getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    }).slice(0, 8).map((element) => ({ role: element.getAttribute('role') ?? 'text', name: element.getAttribute('aria-label') ?? element.textContent.slice(0, 60),
      empty: element instanceof HTMLInputElement && !element.dataset.value })); // it shows words of ours
  }
}
