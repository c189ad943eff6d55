import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { violations } from './layering.mjs';

test('no include of src/ runs the wrong way', () => {
  assert.deepEqual(violations(fileURLToPath(new URL('../../src', import.meta.url))), []);
});

/** What is said about a tree that consists of one file. */
function reported(file, text) {
  const src = mkdtempSync(path.join(os.tmpdir(), 'layering-'));
  try {
    mkdirSync(path.dirname(path.join(src, file)), { recursive: true });
    writeFileSync(path.join(src, file), text);
    return violations(src).join('\n');
  } finally {
    rmSync(src, { recursive: true });
  }
}

const wrong = [
  ['base/x.cpp', '#include "model/customer.hpp"', 'base/x.cpp:1: base must not include model (model/customer.hpp)'],
  ['model/x.cpp', '\n#  include "store/store.hpp"', 'model/x.cpp:2: model must not include store (store/store.hpp)'],
  ['store/x.hpp', '#include "sync/engine.hpp"', 'store/x.hpp:1: store must not include sync (sync/engine.hpp)'],
  ['ui/a/x.cpp', '#include "sync/engine.hpp"', 'ui/a/x.cpp:1: ui must not include sync (sync/engine.hpp)'],
  ['sync/x.cpp', '#include "platform/web/http.hpp"', 'sync/x.cpp:1: sync must not include platform/web (platform/web/http.hpp)'],
  ['sync/x.cpp', '#include <imgui.h>', 'sync/x.cpp:1: sync must not know Dear ImGui (imgui.h)'],
  ['ui/x.cpp', '#include <emscripten/html5.h>', 'ui/x.cpp:1: ui must not know the browser (emscripten/html5.h)'],
  ['platform/ports.hpp', '#include "base/result.hpp"', 'platform/ports.hpp:1: the ports depend on the standard library alone (base/result.hpp)'],
  ['misc/x.cpp', '', 'misc/x.cpp: no room of that name in tests/layering/layering.mjs'],
];
for (const [file, text, expected] of wrong) {
  test(`reports ${text.trim() || 'a new room'} in ${file}`, () => assert.equal(reported(file, text), expected));
}

const right = [
  ['ui/x.cpp', '#include <imgui.h>\n#include "store/store.hpp"\n#include "ui/theme.hpp"\n#include "locale/keys.hpp"'],
  ['main.cpp', '#include "app/session.hpp"\n#include "platform/web/app.hpp"'],
  ['store/x.cpp', '#include "platform/ports.hpp"\n#include <vector>'],
];
for (const [file, text] of right) {
  test(`accepts ${file}`, () => assert.equal(reported(file, text), ''));
}
